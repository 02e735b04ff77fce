import { AppError } from '../contract/index.ts';
import type { FrameRange, MediaInfo } from '../contract/index.ts';
import { toRgbFilter } from './color-conversion.ts';
import { startTool, toolFailure } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import type { FrameBuffers } from './frame-buffers.ts';
import type { Frame } from './frame.ts';
import { readFramePts } from './frame-pts.ts';
import { ONE_THREAD, SEEK_BACK_SEC, SOURCE_OPTIONS, passthrough, seekOptions, tellTimestamps, toldTimestamp } from './frame-scan.ts';
import { ptsTolerance, steadyPts, stepTicks } from './frame-timing.ts';
import { unchangedInput } from './media-input.ts';
import type { MediaInput } from './media-input.ts';
import { wholeFrames } from './whole-frames.ts';

export interface ReadOptions {
  readonly media: MediaInfo;
  /** Absolute frames of the source. */
  readonly range: FrameRange;
  readonly bitDepth: 8 | 16;
  /** One frame per frame: the count and the PTS stay. */
  readonly deinterlace: boolean;
  readonly signal: AbortSignal;
  /** What `readFramePts` gave for this media. When left out, a constant rate says it, and a varying one is scanned anew. */
  readonly framePts?: Float64Array | undefined;
  /** Filters after the conversion to RGB and the size that they lead to (thumbnails). */
  readonly resize?: { readonly filter: string; readonly width: number; readonly height: number } | undefined;
  /** Where samples go: buffers that the receiver has given back. When left out, every frame is new memory. */
  readonly buffers?: FrameBuffers | undefined;
}

/**
 * Decodes a range of frames, in stored orientation. Each is known by its PTS and not by counting: a frame that is
 * missing or out of place is an error, never a shifted result. Reads ahead by what a pipe holds; the frame is the
 * receiver's. Leaving the loop or aborting ends ffmpeg at once.
 */
export async function* readFrames(tools: FfmpegTools, options: ReadOptions): AsyncGenerator<Frame> {
  const { media, range, signal } = options;
  const input = await unchangedInput(media);
  const framePts =
    options.framePts ?? (media.video.variableFrameRate ? await readFramePts(tools, media, { signal }) : steadyPts(media.video));
  const attempts = decodeAttempts(media, framePts, range);
  for (const [number, attempt] of attempts.entries()) {
    let read = range.startFrame;
    try {
      for await (const frame of decode(tools, { ...options, input, framePts, attempt })) {
        read = frame.index + 1;
        yield frame;
      }
      return;
    } catch (error) {
      // A container that seeks badly (or to a key frame that is none) does not deliver the first frame: begin further back.
      const seekMissed = error instanceof MissedFrame && read === range.startFrame && number < attempts.length - 1;
      if (!seekMissed) throw error instanceof MissedFrame ? await missingFrame(media, error) : error;
    }
  }
}

/** Where to begin decoding, and how the range is cut out of what follows. */
interface DecodeAttempt {
  readonly seekSec: number | null;
  /** `pts`: frames are taken by their timestamp; `count`: by their number from the beginning, for timestamps that repeat or lack. */
  readonly by: 'pts' | 'count';
}

function decodeAttempts({ video }: MediaInfo, framePts: Float64Array, { startFrame }: FrameRange): readonly DecodeAttempt[] {
  const tickSec = video.timeBase.num / video.timeBase.den;
  const [firstSec, wantedSec] = [(framePts[0] ?? 0) * tickSec, (framePts[Math.max(0, startFrame - FIELD_CONTEXT)] ?? 0) * tickSec];
  // Closer to the beginning a seek gains nothing.
  const seeks = SEEK_BACK_SEC.filter((backSec) => wantedSec - backSec > firstSec + 1);
  return [...seeks.map((backSec) => ({ seekSec: wantedSec - backSec, by: 'pts' as const })), { seekSec: null, by: 'count' }];
}

/** Frames around a frame that deinterlacing looks at. */
const FIELD_CONTEXT = 2;

class MissedFrame extends Error {
  readonly frame: number;
  readonly stderr: string;

  constructor(frame: number, stderr: string) {
    super(`frame ${frame} did not come`);
    this.frame = frame;
    this.stderr = stderr;
  }
}

interface DecodeOptions extends ReadOptions {
  readonly input: MediaInput;
  readonly framePts: Float64Array;
  readonly attempt: DecodeAttempt;
}

async function* decode(tools: FfmpegTools, options: DecodeOptions): AsyncGenerator<Frame> {
  const { media, range, bitDepth, signal, framePts, resize, buffers } = options;
  const tolerance = toleranceOf(media);
  const told = timestampQueue(options.attempt.by === 'count' ? range.startFrame : 0);
  const { width, height } = resize ?? media.video;
  const tool = startTool(tools.ffmpegPath, decodeArguments(options), { stdin: 'ignore', signal, takeErrorLine: told.take });
  void tool.ended.then(told.end, told.end);
  let index = range.startFrame;
  try {
    const frameBytes = (width * height * 3 * bitDepth) / 8;
    for await (const data of wholeFrames(tool.child.stdout as AsyncIterable<Uint8Array>, frameBytes, buffers)) {
      signal.throwIfAborted();
      if (!(Math.abs((await told.next()) - (framePts[index] ?? NaN)) <= tolerance)) throw new MissedFrame(index, tool.stderr());
      yield { index, width, height, bitDepth, data: bitDepth === 8 ? data : new Uint16Array(data.buffer) };
      index += 1;
      if (index === range.endFrame) return;
    }
    const code = await tool.ended;
    signal.throwIfAborted();
    if (code === null) throw toolFailure(tool.stderr(), `Frame ${index} of ${media.path} was not decoded`);
    throw new MissedFrame(index, tool.stderr());
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    tool.kill();
  }
}

function decodeArguments({ media, range, bitDepth, deinterlace, framePts, input, attempt, resize }: DecodeOptions): string[] {
  const { index, timeBase } = media.video;
  const exactTicks = `settb=${timeBase.num}/${timeBase.den}`;
  const tell = tellTimestamps('pipe\\\\:2');
  const context = deinterlace ? FIELD_CONTEXT : 0;
  const cut = (around: number): string =>
    trimFilter(
      { media, attempt, framePts },
      {
        startFrame: Math.max(0, range.startFrame - around),
        endFrame: Math.min(framePts.length, range.endFrame + around),
      },
    );
  // By count, all frames tell their timestamp, because those that lack one are numbered from the beginning.
  const byCount = attempt.by === 'count';
  const skipped = Math.min(context, range.startFrame);
  const inner = byCount ? `trim=start_frame=${skipped}:end_frame=${skipped + range.endFrame - range.startFrame}` : cut(0);
  const filters = [
    exactTicks,
    ...(byCount ? [tell] : []),
    cut(context),
    ...(deinterlace ? ['bwdif=mode=send_frame:parity=auto:deint=all', exactTicks, inner] : []),
    ...(byCount ? [] : [tell]),
    toRgbFilter(media.video, bitDepth),
    ...(resize ? [resize.filter] : []),
  ];
  const seek = attempt.seekSec === null ? [] : seekOptions(attempt.seekSec);
  const threads = media.warnings.includes('truncated') ? ONE_THREAD : [];
  const source = ['-v', 'error', '-nostdin', ...SOURCE_OPTIONS, ...threads, ...seek, ...input.options, '-i', input.url];
  return [...source, '-map', `0:${index}`, '-vf', filters.join(','), ...passthrough(timeBase), '-f', 'rawvideo', 'pipe:1'];
}

/** Nothing for timestamps that vary, which were read; a rounding for those that a constant rate says. */
function toleranceOf({ video }: MediaInfo): number {
  return video.variableFrameRate ? 0 : ptsTolerance(stepTicks(video.frameRate, video.timeBase));
}

function trimFilter(
  { media, attempt, framePts }: Pick<DecodeOptions, 'media' | 'attempt' | 'framePts'>,
  { startFrame, endFrame }: FrameRange,
): string {
  if (attempt.by === 'count') return `trim=start_frame=${startFrame}:end_frame=${endFrame}`;
  const earliest = (frame: number): number => Math.ceil((framePts[frame] ?? 0) - toleranceOf(media));
  return `trim=start_pts=${earliest(startFrame)}${endFrame < framePts.length ? `:end_pts=${earliest(endFrame)}` : ''}`;
}

/** The timestamps that the filter says on stderr, made ascending as the scan makes them, one for each frame on stdout. */
function timestampQueue(skip: number): {
  readonly take: (line: string) => boolean;
  /** NaN when ffmpeg ended before it said one. */
  readonly next: () => Promise<number>;
  readonly end: () => void;
} {
  const waiting: number[] = [];
  let seen = 0;
  let previous = -Infinity;
  let ended = false;
  let wake: () => void = () => undefined;
  return {
    take: (line) => {
      const ticks = toldTimestamp(line);
      if (ticks === null) return line.endsWith('frame=1');
      previous = ticks > previous ? ticks : Number.isFinite(previous) ? previous + 1 : 0;
      seen += 1;
      if (seen > skip) waiting.push(previous);
      wake();
      return true;
    },
    next: async () => {
      while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift() ?? NaN;
    },
    end: () => {
      ended = true;
      wake();
    },
  };
}

/** What to say of a frame that did not come, after what ffmpeg said. */
export async function missingFrame(
  media: MediaInfo,
  { frame, stderr }: { readonly frame: number; readonly stderr: string },
): Promise<AppError> {
  await unchangedInput(media);
  const words = stderr.trim().split('\n').at(-1);
  const reason = words === undefined || words === '' ? 'the file is damaged there' : `ffmpeg says: ${words}`;
  return new AppError('media-unreadable', `Frame ${frame} of ${media.path} cannot be decoded (${reason}). Trim the range around it.`);
}
