import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { FrameRange, MediaInfo, RestoreJob } from '../contract/index.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { fingerprintFile } from '../media/fingerprint.ts';
import type { Frame } from '../media/frame.ts';
import { wholeFrames } from '../media/whole-frames.ts';

/** A part ends at a multiple of this absolute frame index, or when it has been open for so long. */
const PART_FRAMES = 120;
const PART_MS = 60_000;
/** A shorter job than this is quicker to repeat than to guard: frames, and source megapixels over all frames. */
const MIN_FRAMES = 120;
const MIN_MEGAPIXELS = 8;

/**
 * The restored frames of a long job, kept losslessly (FFV1) in the cache while it runs, so that a crash or a
 * kill loses at most the part that was open. Found again by what makes the bits: source, range, recipe, model.
 */
export interface Checkpoint {
  /** The first frame that is not kept and has to be restored. Moves back when a part cannot be read. */
  readonly nextFrame: number;
  /** The kept frames, in order, from the start of the range. */
  readonly kept: (signal: AbortSignal) => AsyncIterable<Frame>;
  /** Keeps a restored frame. Reads its data and does not take it over. Never rejects: a full disk ends the keeping with a note. */
  readonly keep: (frame: Frame) => Promise<void>;
  readonly close: (how: { readonly discard: boolean }) => Promise<void>;
}

export interface CheckpointOptions {
  readonly cacheDir: string;
  readonly media: MediaInfo;
  readonly job: RestoreJob;
  readonly modelSha256: string;
  /** Of the restored frames. */
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  /** False: what an earlier run kept is removed. */
  readonly resume: boolean;
  readonly note: (message: string) => void;
  /** The pipeline keeps its own work: nothing is kept here. */
  readonly unneeded: boolean;
}

export async function openCheckpoint(tools: FfmpegTools, options: CheckpointOptions): Promise<Checkpoint> {
  const { job, media, note } = options;
  const frames = job.range.endFrame - job.range.startFrame;
  const megapixels = (frames * media.video.width * media.video.height) / 1e6;
  if (options.unneeded || (frames <= MIN_FRAMES && megapixels <= MIN_MEGAPIXELS)) return noCheckpoint(job.range);

  const directory = join(options.cacheDir, 'checkpoints', await checkpointKey(options));
  const parts = await openFolder(directory, options).catch(() => null);
  if (parts === null) {
    note(CANNOT_KEEP);
    return noCheckpoint(job.range);
  }
  let nextFrame = parts.at(-1)?.endFrame ?? job.range.startFrame;
  if (nextFrame > job.range.startFrame) {
    note(`${nextFrame - job.range.startFrame} of ${frames} frames were kept from an interrupted run and are not restored again.`);
  }
  let part: OpenPart | null = null;
  let broken = false;

  return {
    get nextFrame() {
      return nextFrame;
    },
    kept: async function* (signal) {
      let readTo = job.range.startFrame;
      for (const { path, startFrame } of parts) {
        if (readTo !== startFrame) break;
        for await (const frame of readPart(tools, path, { startFrame, ...options, signal })) {
          readTo = frame.index + 1;
          yield frame;
        }
      }
      nextFrame = readTo;
    },
    keep: async (frame) => {
      if (broken) return;
      try {
        part ??= openPart(tools, directory, { startFrame: frame.index, ...options });
        await part.write(frame);
        const endFrame = frame.index + 1;
        if (endFrame % PART_FRAMES === 0 || performance.now() - part.openedMs > PART_MS) {
          const full = part;
          part = null;
          await full.finish(endFrame);
        }
      } catch {
        broken = true;
        await part?.abort();
        part = null;
        note(CANNOT_KEEP);
      }
    },
    close: async ({ discard }) => {
      await part?.abort();
      if (discard) await rm(directory, { recursive: true, force: true });
    },
  };
}

const CANNOT_KEEP = 'Restored frames cannot be kept for a resume (is the disk of the cache folder full?). The job itself goes on.';

/** What an earlier run left in the folder, which is made where it is not there. */
async function openFolder(directory: string, { resume, job }: CheckpointOptions): Promise<Part[]> {
  if (!resume) await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  return usableParts(directory, job.range);
}

function noCheckpoint(range: FrameRange): Checkpoint {
  return {
    nextFrame: range.startFrame,
    kept: async function* () {
      // Nothing was kept.
    },
    keep: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

async function checkpointKey({ job, media, modelSha256, bitDepth }: CheckpointOptions): Promise<string> {
  const source = await fingerprintFile(media.path);
  const whatMakesTheBits = JSON.stringify([source, job.range, job.recipe, modelSha256, bitDepth]);
  return createHash('sha256').update(whatMakesTheBits).digest('hex').slice(0, 32);
}

interface Part extends FrameRange {
  readonly path: string;
}

/** Parts that follow each other without a gap from the start of the range; anything else is removed. */
async function usableParts(directory: string, range: FrameRange): Promise<Part[]> {
  const found: Part[] = [];
  for (const name of await readdir(directory)) {
    const match = /^frames-(\d+)-(\d+)\.mkv$/.exec(name);
    const path = join(directory, name);
    if (match === null) await rm(path, { force: true });
    else found.push({ path, startFrame: Number(match[1]), endFrame: Number(match[2]) });
  }
  found.sort((a, b) => a.startFrame - b.startFrame);
  const usable: Part[] = [];
  for (const part of found) {
    if (part.startFrame === (usable.at(-1)?.endFrame ?? range.startFrame)) usable.push(part);
    else await rm(part.path, { force: true });
  }
  return usable;
}

interface OpenPart {
  readonly openedMs: number;
  readonly write: (frame: Frame) => Promise<void>;
  /** Completes the file and gives it its name. */
  readonly finish: (endFrame: number) => Promise<void>;
  readonly abort: () => Promise<void>;
}

interface PartFormat {
  readonly startFrame: number;
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
}

function openPart(tools: FfmpegTools, directory: string, format: PartFormat): OpenPart {
  const openPath = join(directory, `frames-${format.startFrame}.open`);
  const [rawFormat, storedFormat] = format.bitDepth === 8 ? ['rgb24', 'bgr0'] : [rgb48, rgb48];
  const size = `${format.width}x${format.height}`;
  const input = ['-f', 'rawvideo', '-pixel_format', rawFormat, '-video_size', size, '-framerate', '25', '-i', 'pipe:0'];
  const output = ['-c:v', 'ffv1', '-level', '3', '-coder', '0', '-context', '0', '-g', '1', '-slicecrc', '0', '-pix_fmt', storedFormat];
  const child = spawn(tools.ffmpegPath, ['-v', 'error', '-nostdin', ...input, ...output, '-f', 'matroska', '-y', openPath], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  yieldToInference(child);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  ended.catch(() => undefined);
  const { stdin } = child;
  // A broken pipe is told by the write that meets it.
  stdin.on('error', () => undefined);
  return {
    openedMs: performance.now(),
    write: (frame) => new Promise((resolve, reject) => stdin.write(bytesOf(frame), (error) => (error ? reject(error) : resolve()))),
    finish: async (endFrame) => {
      stdin.end();
      if ((await ended) !== 0) throw new Error('ffmpeg could not write the part');
      await rename(openPath, join(directory, `frames-${format.startFrame}-${endFrame}.mkv`));
    },
    abort: async () => {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
      await rm(openPath, { force: true });
    },
  };
}

async function* readPart(
  tools: FfmpegTools,
  path: string,
  { startFrame, width, height, bitDepth, signal }: PartFormat & { readonly signal: AbortSignal },
): AsyncGenerator<Frame> {
  const pixelFormat = bitDepth === 8 ? 'rgb24' : rgb48;
  const child = spawn(tools.ffmpegPath, ['-v', 'error', '-nostdin', '-i', path, '-f', 'rawvideo', '-pix_fmt', pixelFormat, 'pipe:1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.on('error', () => undefined);
  const frameBytes = width * height * 3 * (bitDepth / 8);
  let index = startFrame;
  try {
    for await (const data of wholeFrames(child.stdout as AsyncIterable<Uint8Array>, frameBytes)) {
      signal.throwIfAborted();
      yield { index, width, height, bitDepth, data: bitDepth === 8 ? data : new Uint16Array(data.buffer) };
      index += 1;
    }
  } finally {
    child.kill('SIGKILL');
  }
}

/** Native endian, as Uint16Array is. */
const rgb48 = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 'rgb48le' : 'rgb48be';

function bytesOf({ data }: Frame): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** The model's threads come first: keeping frames is not worth slowing them down. */
function yieldToInference(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: then it shares as everything does.
  }
}
