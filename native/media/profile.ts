import { existsSync } from 'node:fs';
import { AppError } from '../contract/index.ts';
import type { FrameRange, MediaInfo, ScanLine } from '../contract/index.ts';
import { uprightFilter } from './display-picture.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { readFrames } from './frame-reader.ts';
import { openLineTable } from './line-table.ts';
import { writeWhole } from './part-file.ts';
import { writePng } from './png-file.ts';
import { writeFailure } from './write-failure.ts';

/** Between two lanes, in pixels; marks lie in it, above their lane. */
const GAP = 8;
/** Pixels of the gap that a mark fills: first and behind the last. */
const MARK_ROWS = { upper: [0, 3], lower: [4, 7], both: [0, 7] } as const;
/** Between the lanes and where a lane has no frame. */
const EMPTY_RGB = [7, 8, 10];

/** A stretch of columns that is pointed out above a lane; the lane's own pixels stay as they are. */
export interface ProfileMark {
  /** Of the whole profile, as in `ProfileLane`. */
  readonly column: number;
  readonly columns: number;
  readonly row: keyof typeof MARK_ROWS;
  readonly rgb: readonly [number, number, number];
}

/** One clip of a profile. */
export interface ProfileLane {
  readonly media: MediaInfo;
  /** Frames of this clip. */
  readonly range: FrameRange;
  /** Columns left of its first frame. */
  readonly column: number;
  /** What `readFramePts` gave; spares a scan of clips whose rate varies. */
  readonly framePts?: Float64Array | undefined;
  readonly marks?: readonly ProfileMark[];
}

export interface ProfileOptions {
  readonly lanes: readonly ProfileLane[];
  readonly line: ScanLine;
  readonly outputPath: string;
  readonly signal: AbortSignal;
  /** 0..1 of the frames. */
  readonly progress?: ((fraction: number) => void) | undefined;
}

export interface ProfileSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Writes a temporal profile as a PNG: the pixels of one line of every frame, one frame a column, exactly as a still of the frame has
 * them. Lanes lie under each other on one time axis; lower ones are made as high as the highest by repeating rows. Reads each
 * clip once, in memory that the number of frames does not change.
 */
export async function writeProfile(tools: FfmpegTools, options: ProfileOptions): Promise<ProfileSize> {
  const { lanes, line, outputPath, signal } = options;
  for (const lane of lanes) refuseOutside(lane);
  const width = Math.max(...lanes.map(({ range, column }) => column + range.endFrame - range.startFrame));
  const laneHeight = Math.max(...lanes.map(({ media }) => linePixelsOf(media, line)));
  const size = { width, height: lanes.length * (laneHeight + GAP) - (marksFirst(lanes) ? 0 : GAP) };
  return writeWhole(outputPath, async (partPath) => {
    await writePng(partPath, { ...size, rows: profileRows(tools, { ...options, partPath, width, laneHeight }), signal });
    return size;
  });
}

/** The first lane has a gap above it only where marks lie there. */
function marksFirst([first]: readonly ProfileLane[]): boolean {
  return (first?.marks ?? []).length > 0;
}

/** The same into a folder of the user's: nothing is replaced unless that is allowed, and what stands in the way is told as such. */
export async function saveProfile(
  tools: FfmpegTools,
  { overwrite, ...options }: ProfileOptions & { readonly overwrite: boolean },
): Promise<ProfileSize> {
  const { outputPath, signal } = options;
  if (!overwrite && existsSync(outputPath)) {
    throw new AppError('output-exists', `${outputPath} is there already. Choose another name, or allow it to be replaced.`);
  }
  try {
    return await writeProfile(tools, options);
  } catch (error) {
    signal.throwIfAborted();
    // What the system said of the file has a code; anything else is told as it is.
    throw error instanceof Error && 'code' in error ? writeFailure(outputPath, error) : error;
  }
}

/** Pixels along the line. */
export function linePixelsOf({ video }: MediaInfo, { axis }: ScanLine): number {
  return axis === 'row' ? video.displayWidth : video.displayHeight;
}

/** The row or column of the upright picture that the line lies on, counted from 0. */
export function linePlace({ video }: MediaInfo, { axis, position }: ScanLine): number {
  const count = axis === 'row' ? video.displayHeight : video.displayWidth;
  return Math.min(count - 1, Math.floor(position * count));
}

interface RowOptions extends ProfileOptions {
  readonly partPath: string;
  readonly width: number;
  readonly laneHeight: number;
}

async function* profileRows(tools: FfmpegTools, options: RowOptions): AsyncGenerator<Uint8Array> {
  const { lanes, line, partPath, width, laneHeight, progress } = options;
  const total = lanes.reduce((sum, { range }) => sum + range.endFrame - range.startFrame, 0);
  let read = 0;
  const empty = Uint8Array.from({ length: width * 3 }, (_, index) => EMPTY_RGB[index % 3]!);
  for (const [number, lane] of lanes.entries()) {
    if (number > 0 || marksFirst(lanes)) for (let row = 0; row < GAP; row += 1) yield markedRow(empty, lane, row);
    const linePixels = linePixelsOf(lane.media, line);
    const table = await openLineTable(`${partPath}.lines`, { linePixels, columns: lane.range.endFrame - lane.range.startFrame });
    try {
      for await (const pixels of readLines(tools, lane, options)) {
        await table.add(pixels);
        read += 1;
        progress?.(read / total);
      }
      const padded = empty.slice();
      let written = 0;
      let source = 0;
      for await (const row of table.rows()) {
        source += 1;
        padded.set(row, lane.column * 3);
        // So many rows of the lane show this one.
        for (; written < Math.floor((source * laneHeight) / linePixels); written += 1) yield padded;
      }
    } finally {
      await table.close();
    }
  }
}

function markedRow(empty: Uint8Array, { marks = [] }: ProfileLane, row: number): Uint8Array {
  const drawn = empty.slice();
  for (const { column, columns, rgb, ...mark } of marks) {
    const [first, end] = MARK_ROWS[mark.row];
    if (row < first || row >= end) continue;
    for (let at = column; at < column + columns; at += 1) drawn.set(rgb, at * 3);
  }
  return drawn;
}

async function* readLines(tools: FfmpegTools, lane: ProfileLane, { line, signal }: ProfileOptions): AsyncGenerator<Uint8Array> {
  const { media, range, framePts } = lane;
  const { displayWidth, displayHeight } = media.video;
  const place = linePlace(media, line);
  const [width, height, x, y] = line.axis === 'row' ? [displayWidth, 1, 0, place] : [1, displayHeight, place, 0];
  // The whole picture first, so that what a filter makes of neighbouring lines is what it makes of them in a still.
  const filter = `${uprightFilter(media, { width: displayWidth, height: displayHeight })},crop=${width}:${height}:${x}:${y}`;
  const reading = { media, range, bitDepth: 8, deinterlace: false, signal, framePts } as const;
  for await (const frame of readFrames(tools, { ...reading, resize: { filter, width, height } })) yield frame.data as Uint8Array;
}

function refuseOutside({ media: { path, video }, range }: ProfileLane): void {
  if (range.endFrame <= video.frameCount) return;
  throw new AppError('bad-input', `${path} has ${video.frameCount} frames; a profile up to frame ${range.endFrame} cannot be made.`);
}
