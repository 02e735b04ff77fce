import { AppError, MediaInfo } from '../contract/index.ts';
import type { AudioStream, ColorTags, MediaWarning, SubtitleStream, VideoStream } from '../contract/index.ts';
import { probeFirstFrames, probeStreams } from './ffprobe-report.ts';
import type { ProbedFrame, ProbedStream, ProbeReport } from './ffprobe-report.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { frameTiming } from './frame-timing.ts';
import { scanFrames } from './frame-scan.ts';
import type { FrameProof, FrameScan } from './frame-scan.ts';
import { mediaChanged, mediaInput } from './media-input.ts';
import { bitDepthOf, hasAlpha, isFullRangeByName } from './pixel-format.ts';
import { parseRational, toNumber } from './rational.ts';

/** Reads what a file really holds. Frames are counted by decoding (`frame-scan.ts`); nothing is taken on trust that decides a frame index. */
export async function probeMedia(tools: FfmpegTools, path: string, { signal }: { readonly signal: AbortSignal }): Promise<MediaInfo> {
  const { media } = await probeWithTimestamps(tools, path, { thorough: false, signal });
  return media;
}

/**
 * The same, but frames are counted by their packets where these are beyond doubt: quicker than decoding, and only for whoever counts what
 * decodes by himself.
 */
export async function probeStated(tools: FfmpegTools, path: string, { signal }: { readonly signal: AbortSignal }): Promise<MediaInfo> {
  const { media } = await probed(tools, path, { proof: 'packets', signal });
  return media;
}

/** The same with the PTS of every frame. `thorough`: every frame is decoded, however long the clip. */
export async function probeWithTimestamps(
  tools: FfmpegTools,
  path: string,
  { thorough, signal }: { readonly thorough: boolean; readonly signal: AbortSignal },
): Promise<ProbedMedia> {
  return probed(tools, path, { proof: thorough ? 'frames' : 'ends', signal });
}

interface ProbedMedia {
  readonly media: MediaInfo;
  readonly framePts: Float64Array;
}

async function probed(
  tools: FfmpegTools,
  path: string,
  { proof, signal }: { readonly proof: FrameProof; readonly signal: AbortSignal },
): Promise<ProbedMedia> {
  const input = await mediaInput(path);

  // 1. What the container says
  const { report, stderr } = await probeStreams(tools, input, { signal });
  const stream = pictureStream(report, { path, stderr });

  // 2. What the frames say
  const size = { width: stream.width ?? 0, height: stream.height ?? 0 };
  const timeBase = parseRational(stream.time_base);
  if (size.width === 0 || size.height === 0 || timeBase === null || stream.pix_fmt === undefined) {
    throw new AppError(
      'media-empty',
      `The video stream of ${path} holds no picture that can be decoded. The file may be damaged: try another copy.`,
    );
  }
  const scan = await scanFrames(
    tools,
    { input, index: stream.index, codec: stream.codec_name ?? '', ...size, timeBase },
    { proof, signal },
  );
  if (scan.pts.length === 0) {
    throw new AppError(
      'media-empty',
      `${path} has a video stream but not one frame in it. It may be damaged or cut off: try another copy.`,
    );
  }
  // Most containers or parsers know about fields; where they do not, the pictures do.
  const fieldsKnown = FIELD_ORDERS.has(stream.field_order ?? '');
  const firstFrames = fieldsKnown ? [] : await probeFirstFrames(tools, input, { streamIndex: stream.index, signal });
  if ((await mediaInput(path)).sizeBytes !== input.sizeBytes) throw mediaChanged(path);

  // 3. Put together
  const timing = frameTiming(scan.pts, { timeBase, stated: [stream.r_frame_rate, stream.avg_frame_rate] });
  const aspect = parseRational(stream.sample_aspect_ratio) ?? { num: 1, den: 1 };
  const rotationDeg = rotationOf(stream);
  const video: VideoStream = {
    index: stream.index,
    codec: stream.codec_name ?? 'unknown',
    profile: stream.profile ?? null,
    ...size,
    ...displaySize({ ...size, aspect, rotationDeg }),
    pixelFormat: stream.pix_fmt,
    bitDepth: bitDepthOf(stream.pix_fmt),
    hasAlpha: hasAlpha(stream.pix_fmt) || stream.tags['alpha_mode'] === '1',
    sampleAspectRatio: aspect,
    rotationDeg,
    timeBase,
    frameRate: timing.frameRate,
    frameCount: scan.pts.length,
    startPts: scan.pts[0] ?? 0,
    variableFrameRate: timing.variable,
    fieldOrder: fieldOrderOf(stream, firstFrames),
    color: colorOf(stream, stream.pix_fmt),
  };
  const media = MediaInfo.parse({
    path,
    format: report.format?.format_name ?? '',
    sizeBytes: input.sizeBytes,
    durationSec: durationOf(scan, video),
    startTimecode: startTimecodeOf(report, stream),
    video,
    audio: report.streams.map(audioOf).filter((audio) => audio !== null),
    subtitles: report.streams.map(subtitleOf).filter((subtitle) => subtitle !== null),
    warnings: warningsOf(video, isTruncated({ report, stream, scan, video })),
  } satisfies MediaInfo);
  return { media, framePts: scan.pts };
}

/** Text files pass for videos of typed letters; they are not. */
const NO_VIDEO_FORMATS = new Set(['tty', 'ansi', 'bin', 'xbin', 'adf', 'idf']);

function pictureStream(report: ProbeReport, { path, stderr }: { readonly path: string; readonly stderr: string }): ProbedStream {
  if (report.format === undefined || NO_VIDEO_FORMATS.has(report.format.format_name)) {
    if (/moov atom not found/.test(stderr)) {
      throw new AppError(
        'media-unreadable',
        `${path} is not a video, or it is cut off: the index that belongs at its end is missing. Copy or export it again.`,
      );
    }
    throw new AppError(
      'media-unreadable',
      `${path} is not a video that ffmpeg can read, or it is damaged. Choose another file or another copy.`,
    );
  }
  if (report.streams.length === 0) {
    throw new AppError('media-empty', `${path} is a video file with nothing in it. Record or export it again.`);
  }
  const videos = report.streams.filter(
    ({ codec_type, disposition }) => codec_type === 'video' && disposition['attached_pic'] !== 1 && disposition['timed_thumbnails'] !== 1,
  );
  const [first] = videos;
  if (first === undefined) {
    throw new AppError('media-no-video', `${path} holds no moving picture, only ${kindsOf(report)}. Choose a file with a video stream.`);
  }
  return videos.find(({ disposition }) => disposition['default'] === 1) ?? first;
}

function kindsOf(report: ProbeReport): string {
  const kinds = new Set(report.streams.map(({ codec_type }) => (codec_type === 'video' ? 'a cover picture' : (codec_type ?? 'data'))));
  return [...kinds].join(' and ');
}

function rotationOf({ side_data_list, tags }: ProbedStream): VideoStream['rotationDeg'] {
  const matrix = side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation;
  // The display matrix counts anticlockwise, players and people clockwise.
  const clockwise = matrix === undefined ? Number(tags['rotate'] ?? 0) : -matrix;
  const quarters = ((Math.round(clockwise / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarters] ?? 0;
}

function displaySize({
  width,
  height,
  aspect,
  rotationDeg,
}: Pick<VideoStream, 'width' | 'height' | 'rotationDeg'> & { readonly aspect: VideoStream['sampleAspectRatio'] }): {
  readonly displayWidth: number;
  readonly displayHeight: number;
} {
  const wide = Math.max(1, Math.round(width * toNumber(aspect)));
  return rotationDeg % 180 === 0 ? { displayWidth: wide, displayHeight: height } : { displayWidth: height, displayHeight: wide };
}

/** What needs no second opinion: `tb` and `bt` (coded in one order, shown in another) are written by some, ffmpeg among them, for plain fields. */
const FIELD_ORDERS = new Set(['progressive', 'tt', 'bb']);

function fieldOrderOf({ field_order }: ProbedStream, firstFrames: readonly ProbedFrame[]): VideoStream['fieldOrder'] {
  // The flags of the pictures are also what the deinterlacer goes by.
  const interlaced = firstFrames.find(({ interlaced_frame }) => interlaced_frame === 1);
  if (interlaced) return interlaced.top_field_first === 1 ? 'top-first' : 'bottom-first';
  if (field_order === 'tt' || field_order === 'tb') return 'top-first';
  if (field_order === 'bb' || field_order === 'bt') return 'bottom-first';
  return field_order === 'progressive' ? 'progressive' : 'unknown';
}

function colorOf(stream: ProbedStream, pixelFormat: string): ColorTags {
  const said = (tag: string | undefined): string | null => (tag === undefined || /^(unknown|unspecified|reserved)$/.test(tag) ? null : tag);
  return {
    range: isFullRangeByName(pixelFormat) ? 'pc' : said(stream.color_range),
    matrix: said(stream.color_space),
    primaries: said(stream.color_primaries),
    transfer: said(stream.color_transfer),
    chromaLocation: said(stream.chroma_location),
  };
}

/** From the stream, the file, or a timecode track, whichever has it. */
function startTimecodeOf({ streams, format }: ProbeReport, stream: ProbedStream): string | null {
  const places = [stream.tags, format?.tags, ...streams.map(({ tags }) => tags)];
  const text = places.map((tags) => tags?.['timecode'] ?? tags?.['TIMECODE']).find((timecode) => timecode !== undefined);
  const match = /^(\d{2}):([0-5]\d):([0-5]\d)([:;.,])(\d{2,3})$/.exec(text ?? '');
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '', separator = '', frames = ''] = match;
  return `${hours}:${minutes}:${seconds}${separator === ':' ? ':' : ';'}${frames}`;
}

function audioOf(stream: ProbedStream): AudioStream | null {
  const sampleRate = Number(stream.sample_rate ?? 0);
  if (stream.codec_type !== 'audio' || !(sampleRate > 0) || (stream.channels ?? 0) < 1) return null;
  return {
    index: stream.index,
    codec: stream.codec_name ?? 'unknown',
    sampleRate,
    channels: stream.channels ?? 1,
    language: languageOf(stream),
    title: stream.tags['title'] ?? null,
  };
}

function subtitleOf(stream: ProbedStream): SubtitleStream | null {
  if (stream.codec_type !== 'subtitle') return null;
  return { index: stream.index, codec: stream.codec_name ?? 'unknown', language: languageOf(stream) };
}

function languageOf({ tags }: ProbedStream): string | null {
  const language = tags['language'];
  return language === undefined || language === 'und' ? null : language;
}

function durationOf({ pts, lastDuration }: FrameScan, { timeBase, frameRate }: VideoStream): number {
  const first = pts[0] ?? 0;
  const ticks = (pts.at(-1) ?? first) - first;
  const lastSec = lastDuration === null ? 1 / toNumber(frameRate) : lastDuration * toNumber(timeBase);
  return ticks * toNumber(timeBase) + lastSec;
}

/** Cut off: the reader said so, or the container promises more than there is. */
function isTruncated({
  report,
  stream,
  scan,
  video,
}: {
  readonly report: ProbeReport;
  readonly stream: ProbedStream;
  readonly scan: FrameScan;
  readonly video: VideoStream;
}): boolean {
  if (scan.damaged) return true;
  const hasOnlyVideo = report.streams.every(({ codec_type }) => codec_type === 'video');
  const promised = Number(stream.duration ?? (hasOnlyVideo ? report.format?.duration : undefined) ?? 0);
  return promised - durationOf(scan, video) > Math.max(0.5, 3 / toNumber(video.frameRate));
}

function warningsOf(video: VideoStream, truncated: boolean): MediaWarning[] {
  const { num, den } = video.sampleAspectRatio;
  const found: readonly (readonly [MediaWarning, boolean])[] = [
    ['variable-frame-rate', video.variableFrameRate],
    ['interlaced', video.fieldOrder === 'top-first' || video.fieldOrder === 'bottom-first'],
    ['hdr', video.color.transfer === 'smpte2084' || video.color.transfer === 'arib-std-b67'],
    ['rotated', video.rotationDeg !== 0],
    ['anamorphic', num !== den],
    ['odd-size', video.width % 2 === 1 || video.height % 2 === 1],
    ['alpha-dropped', video.hasAlpha],
    ['truncated', truncated],
  ];
  return found.filter(([, applies]) => applies).map(([warning]) => warning);
}
