import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../contract/index.ts';
import type { FrameRange, MediaInfo, OutputSettings } from '../../contract/index.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { readFrames } from '../../media/frame-reader.ts';
import { readFramePts } from '../../media/frame-pts.ts';
import { openFrameWriter } from '../../media/frame-writer.ts';
import { readRawClip, writeRawClip } from '../../media/raw-clip.ts';
import { even, planDegradation } from './degradations.ts';
import type { Compression, DegradationLevel, FrameStep } from './degradations.ts';
import { openFrameFilters } from './frame-filters.ts';
import type { FrameFilters } from './frame-filters.ts';
import type { FloatFrame } from './pixel-noise.ts';

export interface DegradeRequest {
  readonly media: MediaInfo;
  readonly range: FrameRange;
  readonly level: DegradationLevel;
  /** 0 to 2^53 - 1. The same seed makes the same pixels with the same ffmpeg. */
  readonly seed: number;
  /** The degraded clip is smaller by so much. */
  readonly scale: number;
  readonly output: OutputSettings;
  readonly outputPath: string;
  readonly overwrite: boolean;
  /** For clips between two passes; a folder of its own is made in it and removed. */
  readonly temporaryDir: string;
}

export interface DegradeOptions {
  readonly signal: AbortSignal;
  /** Of the whole, 0 to 1. */
  readonly progress: (fraction: number) => void;
}

/** Makes a clean clip worse, as training does, and writes it with its timestamps and sound. Memory does not grow with the clip. */
export async function degradeClip(tools: FfmpegTools, request: DegradeRequest, { signal, progress }: DegradeOptions): Promise<void> {
  const { media, range, scale, temporaryDir } = request;
  const [width, height] = [Math.floor(media.video.width / scale), Math.floor(media.video.height / scale)];
  if (width < 16 || height < 16) {
    throw new AppError(
      'bad-input',
      `${media.path} is ${media.video.width}x${media.video.height}: too small to make it ${scale} times smaller.`,
    );
  }
  const filters = await openFrameFilters();
  const { passes, compressions } = planDegradation(filters, { ...request, width, height });
  const frameCount = range.endFrame - range.startFrame;
  const folder = await mkdtemp(join(temporaryDir, 'degrade-'));
  try {
    let frames: AsyncIterable<FloatFrame> = sourceFrames(tools, request, signal);
    for (const [pass, steps] of passes.entries()) {
      const told = (done: number): void => progress((pass + done / frameCount) / passes.length);
      const stepped = through(frames, steps, { signal, told });
      const compression = compressions[pass];
      if (compression === undefined) await writeResult(tools, request, { frames: stepped, width, height, signal });
      else frames = await compressed(tools, stepped, { compression, filters, path: join(folder, `pass-${pass}.mp4`), signal });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* sourceFrames(tools: FfmpegTools, { media, range }: DegradeRequest, signal: AbortSignal): AsyncGenerator<FloatFrame> {
  for await (const { width, height, data } of readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal })) {
    yield { width, height, data: toFloats(data) };
  }
}

async function* through(
  frames: AsyncIterable<FloatFrame>,
  steps: readonly FrameStep[],
  { signal, told }: { readonly signal: AbortSignal; readonly told: (done: number) => void },
): AsyncGenerator<FloatFrame> {
  let index = 0;
  for await (const frame of frames) {
    let worse = frame;
    for (const step of steps) {
      signal.throwIfAborted();
      worse = step(worse, index);
      // Steps compute for long; Ctrl-C wants to be heard between them.
      await setImmediate();
    }
    index += 1;
    told(index);
    yield worse;
  }
}

/** The clip through an encoder. All frames get the size of the first, as a codec needs. */
async function compressed(
  tools: FfmpegTools,
  frames: AsyncIterable<FloatFrame>,
  {
    compression: { encoder, bitRate },
    filters,
    path,
    signal,
  }: { readonly compression: Compression; readonly filters: FrameFilters; readonly path: string; readonly signal: AbortSignal },
): Promise<AsyncIterable<FloatFrame>> {
  const opened: { size: { readonly width: number; readonly height: number }; writer: ReturnType<typeof writeRawClip> }[] = [];
  try {
    for await (const frame of frames) {
      if (opened.length === 0) {
        const size = { width: even(frame.width), height: even(frame.height) };
        const rate = Math.round((bitRate * size.width * size.height) / 256 ** 2);
        const encoding = ['-c:v', encoder, '-b:v', String(rate)];
        opened.push({ size, writer: writeRawClip(tools, { path, ...size, signal, encoding }) });
      }
      const { size, writer } = opened[0]!;
      const fits = frame.width === size.width && frame.height === size.height;
      await writer.write(toLevels(fits ? frame : filters.resize(frame, { ...size, mode: 'area' })));
    }
    await opened[0]?.writer.finish();
  } finally {
    opened[0]?.writer.abort();
  }
  const [first] = opened;
  if (first === undefined) throw new Error('a range holds at least one frame');
  return floats(readRawClip(tools, { path, ...first.size, signal }), first.size);
}

async function* floats(
  frames: AsyncIterable<Uint8Array>,
  size: { readonly width: number; readonly height: number },
): AsyncGenerator<FloatFrame> {
  for await (const data of frames) yield { ...size, data: toFloats(data) };
}

async function writeResult(
  tools: FfmpegTools,
  { media, range, output, outputPath, overwrite }: DegradeRequest,
  {
    frames,
    width,
    height,
    signal,
  }: { readonly frames: AsyncIterable<FloatFrame>; readonly width: number; readonly height: number; readonly signal: AbortSignal },
): Promise<void> {
  const framePts = await readFramePts(tools, media, { signal });
  const shared = { media, range, framePts, width, height, bitDepth: 8 } as const;
  const writer = await openFrameWriter(tools, { ...shared, output, outputPath, overwrite, signal });
  try {
    let { startFrame: index } = range;
    for await (const frame of frames) {
      await writer.write({ index, width, height, bitDepth: 8, data: toLevels(frame) });
      index += 1;
    }
    await writer.finish();
  } finally {
    await writer.abort();
  }
}

function toFloats(levels: Uint8Array | Uint16Array): Float32Array {
  return Float32Array.from(levels, (level) => level / 255);
}

function toLevels({ data }: FloatFrame): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(data, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255));
}
