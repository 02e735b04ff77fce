import type { AudioStream, MediaInfo } from '../contract/index.ts';
import type { Container } from './output-format.ts';

/** What happens to one audio or subtitle stream of the source. */
export interface StreamPlan {
  readonly sourceIndex: number;
  /** Codec in the output; null when the container cannot hold it in any form. */
  readonly codec: string | null;
  /** False: the packets are taken over as they are. */
  readonly encoder: string | null;
}

/** The kept part of the source, in seconds of its own clock. */
export interface KeptSpan {
  readonly startSec: number;
  readonly endSec: number;
  readonly whole: boolean;
}

/**
 * A whole clip keeps its audio packets. A trimmed one is cut to the sample, which packets cannot be in every
 * container: it is encoded again in its own codec (losslessly where that is lossless).
 */
export function planAudio(media: MediaInfo, container: Container, span: KeptSpan): readonly StreamPlan[] {
  return media.audio.map((stream) => {
    const { index: sourceIndex, codec } = stream;
    const held = HELD_AUDIO[container](codec);
    if (held && span.whole) return { sourceIndex, codec, encoder: null };
    const encoder = held ? (AUDIO_ENCODERS[codec] ?? pcmEncoder(codec)) : undefined;
    if (encoder !== undefined) return { sourceIndex, codec, encoder };
    return { sourceIndex, ...replacementFor(stream, container) };
  });
}

/** Text subtitles change into the container's own kind; pictures stay pictures or cannot be held. */
export function planSubtitles(media: MediaInfo, container: Container): readonly StreamPlan[] {
  return media.subtitles.map(({ index: sourceIndex, codec }) => {
    if (HELD_SUBTITLES[container].includes(codec)) return { sourceIndex, codec, encoder: null };
    const [target] = HELD_SUBTITLES[container];
    return TEXT_SUBTITLES.has(codec) && target !== undefined
      ? { sourceIndex, codec: target, encoder: SUBTITLE_ENCODERS[target] ?? target }
      : { sourceIndex, codec: null, encoder: null };
  });
}

/** Output options for the audio of input number `input`. */
export function audioOptions(
  plans: readonly StreamPlan[],
  media: MediaInfo,
  { input, span }: { readonly input: number; readonly span: KeptSpan },
): string[] {
  return plans.flatMap(({ sourceIndex, encoder }, number) => {
    const map = ['-map', `${input}:${sourceIndex}`];
    if (encoder === null) return [...map, `-c:a:${number}`, 'copy'];
    const stream = media.audio.find(({ index }) => index === sourceIndex);
    const filter = stream ? [`-filter:a:${number}`, sampleExactCut(stream.sampleRate, span)] : [];
    return [...map, `-c:a:${number}`, encoder, ...bitRateOptions(encoder, number, stream?.channels ?? 2), ...filter];
  });
}

export function subtitleOptions(plans: readonly StreamPlan[], input: number): string[] {
  const held = plans.filter(({ codec }) => codec !== null);
  return held.flatMap(({ sourceIndex, encoder }, number) => ['-map', `${input}:${sourceIndex}`, `-c:s:${number}`, encoder ?? 'copy']);
}

/** Samples from the in point to the out point, and the in point at 0. A sound that begins later keeps its delay. */
export function sampleExactCut(sampleRate: number, { startSec, endSec, whole }: KeptSpan): string {
  const start = Math.round(startSec * sampleRate);
  const end = whole ? '' : `:end_pts=${Math.round(endSec * sampleRate)}`;
  return `asettb=1/${sampleRate},atrim=start_pts=${start}${end},asetpts=PTS-(${start})`;
}

/** Where reading begins, so that decoders have their run-up before the in point; undefined: at the beginning. */
export function runUpSec({ startSec }: KeptSpan): number | undefined {
  return startSec > 5 ? startSec - 4 : undefined;
}

const MP4_AUDIO = new Set(['aac', 'mp3', 'ac3', 'eac3', 'alac', 'opus']);
const MATROSKA_AUDIO = new Set(['aac', 'mp3', 'mp2', 'ac3', 'eac3', 'dts', 'truehd', 'flac', 'alac', 'opus', 'vorbis']);
const HELD_AUDIO: Readonly<Record<Container, (codec: string) => boolean>> = {
  mp4: (codec) => MP4_AUDIO.has(codec),
  mov: (codec) => (MP4_AUDIO.has(codec) && codec !== 'opus') || isPcm(codec),
  matroska: (codec) => MATROSKA_AUDIO.has(codec) || isPcm(codec),
  webm: (codec) => codec === 'opus' || codec === 'vorbis',
  image2: () => false,
};

const AUDIO_ENCODERS: Readonly<Record<string, string>> = {
  aac: 'aac',
  mp3: 'libmp3lame',
  mp2: 'mp2',
  ac3: 'ac3',
  eac3: 'eac3',
  flac: 'flac',
  alac: 'alac',
  opus: 'libopus',
  vorbis: 'libvorbis',
};

/**
 * How much earlier than the source a sound may begin in Matroska, which has no word for samples to skip: what an encoder
 * puts before the first sample is heard as silence. Opus has one, but ffmpeg 5 leaves it out of its sums (7 ms), and
 * out of the shift that it makes room for it with.
 */
export function earlyBySec({ codec, encoder }: StreamPlan, container: Container, sampleRate: number): readonly number[] {
  if (container !== 'matroska' && container !== 'webm') return [0];
  if (codec === 'opus') return [0, 312 / 48_000, 624 / 48_000];
  return [0, (PRIMING_SAMPLES[encoder ?? ''] ?? 0) / sampleRate];
}

const PRIMING_SAMPLES: Readonly<Record<string, number>> = { aac: 1024, libmp3lame: 1105, ac3: 256, eac3: 256 };

/** Linear samples that every container here takes as they are. */
function isPcm(codec: string): boolean {
  return /^pcm_(u8|[sf](16|24|32|64)(le|be))$/.test(codec);
}

function pcmEncoder(codec: string): string | undefined {
  return isPcm(codec) ? codec : undefined;
}

const LOSSLESS = /^(pcm_|flac$|alac$|truehd$|mlp$|wavpack$|ape$|tta$)/;

/** Lossless stays lossless where the container has such a codec. */
function replacementFor({ codec }: AudioStream, container: Container): Omit<StreamPlan, 'sourceIndex'> {
  const same = (name: string): Omit<StreamPlan, 'sourceIndex'> => ({ codec: name, encoder: AUDIO_ENCODERS[name] ?? name });
  switch (container) {
    case 'mp4':
      return same(LOSSLESS.test(codec) ? 'alac' : 'aac');
    case 'mov':
      return same(LOSSLESS.test(codec) ? 'pcm_s24le' : 'aac');
    case 'matroska':
      return same('flac');
    case 'webm':
      return same('opus');
    case 'image2':
      return { codec: null, encoder: null };
  }
}

function bitRateOptions(encoder: string, number: number, channels: number): string[] {
  const perChannel: Readonly<Record<string, number>> = {
    aac: 160,
    libmp3lame: 160,
    mp2: 192,
    ac3: 224,
    eac3: 224,
    libopus: 128,
    libvorbis: 160,
  };
  const kbit = perChannel[encoder];
  if (kbit === undefined) return [];
  const most = encoder === 'libmp3lame' ? 320 : encoder === 'mp2' ? 384 : encoder.endsWith('ac3') ? 640 : Infinity;
  return [`-b:a:${number}`, `${Math.min(most, kbit * channels)}k`];
}

const TEXT_SUBTITLES = new Set(['subrip', 'srt', 'ass', 'ssa', 'webvtt', 'mov_text', 'text', 'microdvd', 'subviewer']);
/** The first is what text changes into. */
const HELD_SUBTITLES: Readonly<Record<Container, readonly string[]>> = {
  mp4: ['mov_text'],
  mov: ['mov_text'],
  matroska: ['subrip', 'ass', 'ssa', 'webvtt', 'dvd_subtitle', 'hdmv_pgs_subtitle', 'dvb_subtitle'],
  webm: ['webvtt'],
  image2: [],
};
const SUBTITLE_ENCODERS: Readonly<Record<string, string>> = { subrip: 'srt' };
