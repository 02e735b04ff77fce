import { join } from 'node:path';
import type { ColorTags, FrameRange, MediaInfo, OutputSettings } from '../contract/index.ts';
import { fromRgbFilter } from './color-conversion.ts';
import { turnFilters } from './display-picture.ts';
import { SOURCE_OPTIONS, passthrough, seekOptions } from './frame-scan.ts';
import type { MediaInput } from './media-input.ts';
import { chooseOutputFormat } from './output-format.ts';
import type { Container, OutputFormat } from './output-format.ts';
import { audioOptions, planAudio, planSubtitles, runUpSec, subtitleOptions } from './output-sound.ts';
import type { KeptSpan, StreamPlan } from './output-sound.ts';
import { toNumber } from './rational.ts';
import { shiftTimecode } from './timecode.ts';

export interface WriteOptions {
  readonly media: MediaInfo;
  /** Absolute frames of the source that will be written. */
  readonly range: FrameRange;
  /** What `readFramePts` gave for this media. */
  readonly framePts: Float64Array;
  /** Size of the frames that will be written. */
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  readonly output: OutputSettings;
  /** A file, or for PNG a folder. */
  readonly outputPath: string;
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
}

/** Everything about an output that is decided before its first frame. */
export interface OutputPlan {
  readonly format: OutputFormat;
  /** PTS of each frame of the range, from 0, in ticks of the source's time base. */
  readonly ticks: Float64Array;
  readonly span: KeptSpan;
  readonly audio: readonly StreamPlan[];
  readonly subtitles: readonly StreamPlan[];
  readonly startTimecode: string | null;
}

export function planOutput(options: WriteOptions & { readonly encoders: ReadonlySet<string> }): OutputPlan {
  const { media, range, framePts, output } = options;
  const format = chooseOutputFormat(options);
  const first = framePts[range.startFrame] ?? 0;
  const ticks = framePts.slice(range.startFrame, range.endFrame).map((pts) => pts - first);
  const tickSec = toNumber(media.video.timeBase);
  const after = framePts[range.endFrame];
  const last = framePts[range.endFrame - 1] ?? first;
  const span: KeptSpan = {
    startSec: first * tickSec,
    endSec: after === undefined ? last * tickSec + 1 / toNumber(media.video.frameRate) : after * tickSec,
    whole: range.startFrame === 0 && range.endFrame === framePts.length,
  };
  const sound = output.audio === 'copy';
  return {
    format,
    ticks,
    span,
    audio: sound ? planAudio(media, format.container, span) : [],
    subtitles: sound ? planSubtitles(media, format.container) : [],
    startTimecode: media.startTimecode === null ? null : shiftTimecode(media.startTimecode, range.startFrame, media.video.frameRate),
  };
}

/** ffmpeg's arguments: frames come as NUT on stdin, sound, subtitles and metadata from the source. */
export function writerArguments(
  plan: OutputPlan,
  { media, width, height, source, partPath }: WriteOptions & { readonly source: MediaInput; readonly partPath: string },
): string[] {
  const { format, span } = plan;
  const { timeBase } = media.video;
  const picture = fromRgbFilter({ ...format, width, height });
  const video = [
    ...['-map', '0:v:0', '-vf', [...turnFilters(format.turnedDeg), picture].join(',')],
    // The encoder counts in the source's ticks, and no frame is dropped or repeated.
    ...passthrough(timeBase),
    ...format.encoderOptions,
    ...colorOptions(format.color),
  ];
  // Starts with the first frame instead of waiting for some megabytes to look at.
  const frames = ['-f', 'nut', '-probesize', '32', '-analyzeduration', '0', '-fpsprobesize', '0', '-i', 'pipe:0'];
  const begin = ['-v', 'error', '-nostdin', '-y', ...SOURCE_OPTIONS.slice(0, 1), ...frames];
  if (format.container === 'image2') return [...begin, ...video, '-f', 'image2', join(partPath.replaceAll('%', '%%'), '%06d.png')];

  const hasSound = plan.audio.length > 0;
  const hasSubtitles = plan.subtitles.some(({ codec }) => codec !== null);
  const sources = [
    ...(span.whole ? shifted(source, span) : seeking(source, span)),
    // Subtitles are never cut, only left out: they come from a second reading, shifted to the in point.
    ...(hasSubtitles && !span.whole ? [...['-to', span.endSec.toFixed(6)], ...shifted(source, span, span.startSec)] : []),
  ];
  const soundOptions = hasSound ? audioOptions(plan.audio, media, { input: 1, span: span.whole ? { ...span, startSec: 0 } : span }) : [];
  return [
    ...begin,
    ...sources,
    ...video,
    ...soundOptions,
    ...(hasSubtitles ? subtitleOptions(plan.subtitles, span.whole ? 1 : 2) : []),
    ...['-map_chapters', span.whole ? '1' : '-1', '-map_metadata', '1'],
    ...tagOptions(plan.startTimecode),
    ...containerOptions(format.container, media),
    partPath,
  ];
}

/** The source as it is, moved so that the first kept frame is at 0. */
function shifted(source: MediaInput, { startSec }: KeptSpan, seekSec?: number): string[] {
  const seek = seekSec === undefined ? [] : seekOptions(seekSec);
  return ['-itsoffset', (-startSec).toFixed(6), ...seek, ...source.options, '-i', source.url];
}

/** What is cut off is counted in samples by a filter. */
function seeking(source: MediaInput, span: KeptSpan): string[] {
  const seekSec = runUpSec(span);
  return [...(seekSec === undefined ? [] : seekOptions(seekSec)), ...source.options, '-i', source.url];
}

function colorOptions({ range, matrix, primaries, transfer, chromaLocation }: ColorTags): string[] {
  return [
    ...(range === null ? [] : ['-color_range', range]),
    ...(matrix === null ? [] : ['-colorspace', matrix === 'gbr' ? 'rgb' : matrix]),
    ...(primaries === null ? [] : ['-color_primaries', primaries]),
    ...(transfer === null ? [] : ['-color_trc', transferOption(transfer)]),
    ...(chromaLocation === null ? [] : ['-chroma_sample_location', chromaLocation]),
  ];
}

/** Two transfers have one name in reports and another in options. */
function transferOption(transfer: string): string {
  if (transfer === 'bt470m') return 'gamma22';
  return transfer === 'bt470bg' ? 'gamma28' : transfer;
}

function tagOptions(startTimecode: string | null): string[] {
  // The container's own facts about the old file are no facts about the new one.
  const stale = ['major_brand', 'minor_version', 'compatible_brands', 'encoder', 'rotate'];
  return [...stale.flatMap((tag) => ['-metadata', `${tag}=`]), '-metadata', `timecode=${startTimecode ?? ''}`];
}

function containerOptions(container: Container, media: MediaInfo): string[] {
  // Sound may be ready long before the encoder lets its first picture go.
  const queue = ['-max_muxing_queue_size', '100000'];
  switch (container) {
    case 'mp4':
    case 'mov': {
      const movieClock = String(media.audio[0]?.sampleRate ?? 90_000);
      return [...queue, '-video_track_timescale', String(media.video.timeBase.den), '-movie_timescale', movieClock, '-f', container];
    }
    case 'matroska':
    case 'webm':
    case 'image2':
      return [...queue, '-f', container];
  }
}
