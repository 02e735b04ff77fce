import { AppError } from '../contract/index.ts';
import type { FrameRange, MediaInfo } from '../contract/index.ts';
import { uprightFilter } from './display-picture.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { runFluent } from './fluent-command.ts';
import type { Frame } from './frame.ts';
import { readFramePts } from './frame-pts.ts';
import { readFrames } from './frame-reader.ts';
import { writeWhole } from './part-file.ts';

/** Up to so many frames a tile, decoding through is quicker than starting ffmpeg for each tile. */
const DENSE_STEP = 60;

export interface FilmstripOptions {
  readonly media: MediaInfo;
  readonly range: FrameRange;
  readonly tiles: number;
  readonly tileHeight: number;
  readonly outputPath: string;
  readonly signal: AbortSignal;
  /** What `readFramePts` gave; spares a scan of clips whose rate varies. */
  readonly framePts?: Float64Array | undefined;
}

export interface FilmstripLayout {
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly tileCount: number;
  readonly startFrame: number;
  readonly stepFrames: number;
}

/** Writes a row of frames as one JPEG: tile i is the frame at floor(startFrame + i * stepFrames), upright. */
export async function writeFilmstrip(tools: FfmpegTools, options: FilmstripOptions): Promise<FilmstripLayout> {
  const { media, range, tileHeight, signal } = options;
  const { frameCount, displayWidth, displayHeight } = media.video;
  if (range.endFrame > frameCount) {
    throw new AppError('bad-input', `${media.path} has ${frameCount} frames; a strip up to frame ${range.endFrame} cannot be made.`);
  }
  const frames = range.endFrame - range.startFrame;
  const tileCount = Math.min(options.tiles, frames);
  const layout: FilmstripLayout = {
    tileWidth: Math.max(1, Math.round((tileHeight * displayWidth) / displayHeight)),
    tileHeight,
    tileCount,
    startFrame: range.startFrame,
    stepFrames: frames / tileCount,
  };
  const row = new Uint8Array(layout.tileWidth * tileCount * tileHeight * 3);
  let tile = 0;
  for await (const frame of tileFrames(tools, options, layout)) {
    placeTile(row, frame, { tile, tileCount });
    tile += 1;
  }
  const picture: Frame = { index: range.startFrame, width: layout.tileWidth * tileCount, height: tileHeight, bitDepth: 8, data: row };
  await writeWhole(options.outputPath, (outputPath) =>
    runFluent(tools, {
      frame: picture,
      outputOptions: ['-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p', '-frames:v', '1', '-f', 'image2', '-update', '1'],
      outputPath,
      attempt: `Making a filmstrip of ${media.path}`,
      signal,
    }),
  );
  return layout;
}

async function* tileFrames(tools: FfmpegTools, options: FilmstripOptions, layout: FilmstripLayout): AsyncGenerator<Frame> {
  const { media, signal } = options;
  // Once, and not for each tile.
  const framePts = options.framePts ?? (media.video.variableFrameRate ? await readFramePts(tools, media, { signal }) : undefined);
  const { tileWidth: width, tileHeight: height, tileCount, startFrame, stepFrames } = layout;
  const resize = { filter: uprightFilter(media, { width, height }), width, height };
  const reading = { media, bitDepth: 8, deinterlace: false, resize, signal, framePts } as const;
  const wanted = Array.from({ length: tileCount }, (_, tile) => Math.floor(startFrame + tile * stepFrames));
  if (stepFrames <= DENSE_STEP) {
    const range = { startFrame, endFrame: (wanted.at(-1) ?? startFrame) + 1 };
    const wantedIndices = new Set(wanted);
    for await (const frame of readFrames(tools, { ...reading, range })) if (wantedIndices.has(frame.index)) yield frame;
    return;
  }
  for (const index of wanted) yield* readFrames(tools, { ...reading, range: { startFrame: index, endFrame: index + 1 } });
}

function placeTile(row: Uint8Array, frame: Frame, { tile, tileCount }: { readonly tile: number; readonly tileCount: number }): void {
  const lineBytes = frame.width * 3;
  for (let y = 0; y < frame.height; y += 1) {
    row.set(frame.data.subarray(y * lineBytes, (y + 1) * lineBytes), (y * tileCount + tile) * lineBytes);
  }
}
