import type { MediaInfo, MediaWarning, VideoStream } from '../../../native/contract/index.ts';
import { clipLengthText, countText } from '../../components/quantity-words.ts';

/** A clip in one line: `720×576 · 25i · 04:12 · PCM`. */
export function factsLine(media: MediaInfo): string {
  const { video, audio } = media;
  const sound = audio[0];
  return [
    `${video.displayWidth}×${video.displayHeight}`,
    rateText(video),
    media.durationSec < 1 ? countText(video.frameCount, 'frame') : clipLengthText(media.durationSec),
    sound === undefined ? 'silent' : codecName(sound.codec),
  ].join(' · ');
}

/** `25p`, `25i`, `29.97p`, `VFR`. */
export function rateText(video: VideoStream): string {
  if (video.variableFrameRate) return 'VFR';
  const rate = video.frameRate.num / video.frameRate.den;
  const interlaced = video.fieldOrder === 'top-first' || video.fieldOrder === 'bottom-first';
  return `${Number.isInteger(rate) ? rate : rate.toFixed(2)}${interlaced ? 'i' : 'p'}`;
}

const codecNames: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'H.265',
  mpeg1video: 'MPEG-1',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4',
  dvvideo: 'DV',
  prores: 'ProRes',
  dnxhd: 'DNxHR',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  ffv1: 'FFV1',
  mjpeg: 'MJPEG',
  aac: 'AAC',
  mp2: 'MP2',
  mp3: 'MP3',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  alac: 'ALAC',
};

export function codecName(codec: string): string {
  return codecNames[codec] ?? (codec.startsWith('pcm') ? 'PCM' : codec);
}

/** Everything worth knowing, for the tooltip: one fact a line. */
export function factsInFull(media: MediaInfo): readonly string[] {
  const { video, audio, subtitles } = media;
  const stored =
    video.width === video.displayWidth && video.height === video.displayHeight
      ? ''
      : `, shown as ${video.displayWidth}×${video.displayHeight}`;
  return [
    `${codecName(video.codec)}${video.profile === null ? '' : ` ${video.profile}`}, ${video.width}×${video.height}${stored}, ${video.bitDepth} bit`,
    `${video.frameCount} frames, ${video.variableFrameRate ? 'variable frame rate' : `${Number((video.frameRate.num / video.frameRate.den).toFixed(3))} a second`}`,
    ...audio.map(
      (stream) =>
        `Sound: ${codecName(stream.codec)}, ${stream.sampleRate / 1000} kHz, ${channelsText(stream.channels)}${stream.language === null ? '' : `, ${stream.language}`}`,
    ),
    ...(subtitles.length === 0 ? [] : [`Subtitles: ${subtitles.map((stream) => stream.language ?? stream.codec).join(', ')}`]),
    ...(media.startTimecode === null ? [] : [`Starts at ${media.startTimecode}`]),
  ];
}

function channelsText(channels: number): string {
  return channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
}

/** What will matter later: a word for the list, a sentence for the tooltip. */
export const warningWords: Readonly<Record<MediaWarning, { readonly word: string; readonly sentence: string }>> = {
  'variable-frame-rate': {
    word: 'variable rate',
    sentence: 'Frames are not evenly spaced. Their times are kept exactly; some players and editors expect an even rate.',
  },
  interlaced: {
    word: 'interlaced',
    sentence: 'Interlaced. It is deinterlaced before restoring, one frame per frame, so the frame count stays.',
  },
  hdr: {
    word: 'HDR',
    sentence: 'High dynamic range. The models were trained on ordinary video; colours are kept, highlights may lose detail.',
  },
  rotated: { word: 'rotated', sentence: 'Filmed on its side. It is shown upright, and the result keeps the same turn.' },
  anamorphic: { word: 'anamorphic', sentence: 'Pixels are not square. The result keeps their shape, so it looks as wide as the source.' },
  'odd-size': {
    word: 'odd size',
    sentence: 'An odd number of pixels in width or height. Most codecs need even sizes; four times an odd size is even.',
  },
  'alpha-dropped': { word: 'no alpha', sentence: 'It has transparency, which the models do not see: the result is opaque.' },
  truncated: { word: 'cut short', sentence: 'The file ends before it should. What can be read is used.' },
};
