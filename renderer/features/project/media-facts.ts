import type { MediaInfo, MediaWarning, VideoStream } from '../../../native/contract/index.ts';
import { clipLengthText, countText } from '../../components/quantity-words.ts';
import { t, textsOf } from '../../i18n/words.ts';

/** A clip in one line: `720×576 · 25i · 04:12 · PCM`. */
export function factsLine(media: MediaInfo): string {
  const { video, audio } = media;
  const sound = audio[0];
  return [
    `${video.displayWidth}×${video.displayHeight}`,
    rateText(video),
    media.durationSec < 1 ? countText(video.frameCount, 'frame') : clipLengthText(media.durationSec),
    sound === undefined ? t('project.silent') : codecName(sound.codec),
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
      : t('project.shownAs', { displayWidth: video.displayWidth, displayHeight: video.displayHeight });
  return [
    t('project.bit', {
      codec: codecName(video.codec),
      value: video.profile === null ? '' : ` ${video.profile}`,
      width: video.width,
      height: video.height,
      stored,
      bitDepth: video.bitDepth,
    }),
    t('project.frames', {
      frameCount: video.frameCount,
      value: video.variableFrameRate
        ? t('project.variableFrameRate')
        : t('project.aSecond', { rate: Number((video.frameRate.num / video.frameRate.den).toFixed(3)) }),
    }),
    ...audio.map((stream) =>
      t('project.soundKHz', {
        codec: codecName(stream.codec),
        sampleRate: stream.sampleRate / 1000,
        channels: channelsText(stream.channels),
        value: stream.language === null ? '' : `, ${stream.language}`,
      }),
    ),
    ...(subtitles.length === 0
      ? []
      : [t('project.subtitles', { what: subtitles.map((stream) => stream.language ?? stream.codec).join(', ') })]),
    ...(media.startTimecode === null ? [] : [t('project.startsAt', { startTimecode: media.startTimecode })]),
  ];
}

function channelsText(channels: number): string {
  return channels === 1 ? t('project.mono') : channels === 2 ? t('project.stereo') : t('project.channels', { channels });
}

/** What will matter later: a word for the list, a sentence for the tooltip. */
export const warningWords: Readonly<Record<MediaWarning, { readonly word: string; readonly sentence: string }>> = {
  'variable-frame-rate': textsOf({ word: 'project.variableRate', sentence: 'project.framesNotEvenlySpaced' }),
  interlaced: textsOf({ word: 'project.interlaced', sentence: 'project.interlacedDeinterlacedBeforeRestoring' }),
  hdr: textsOf({ sentence: 'project.highDynamicRangeModels' }, { word: 'HDR' }),
  rotated: textsOf({ word: 'project.rotated', sentence: 'project.filmedOnSideShown' }),
  anamorphic: textsOf({ word: 'project.anamorphic', sentence: 'project.pixelsNotSquareResult' }),
  'odd-size': textsOf({ word: 'project.oddSize', sentence: 'project.oddNumberPixelsWidth' }),
  'alpha-dropped': textsOf({ word: 'project.noAlpha', sentence: 'project.hasTransparencyWhichModels' }),
  truncated: textsOf({ word: 'project.cutShort', sentence: 'project.fileEndsBeforeShould' }),
};
