import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rootDir } from '../vite/places.ts';
import { makeBenchClip } from './bench-clip.ts';
import { watchMemory } from './process-memory.ts';

const NAMES = 'psnr-y,ssim-y,flicker';
const FRAMES = 25;

/**
 * PSNR, SSIM and flicker of a 1080p pair by the command line, against ffmpeg's own psnr and ssim filters on the same pair (less the command's
 * own start, measured on one frame); and the peak of memory, which ten times the frames must not raise.
 */
export async function benchMetrics(folder: string): Promise<Record<string, unknown>> {
  const pair = await makePair(folder, { width: 1920, height: 1080, frames: FRAMES });
  const one = await makePair(folder, { width: 1920, height: 1080, frames: 1 });
  const ffmpegMs = await best(() => filterPair(pair));
  const startMs = await best(() => compare(one));
  const oursMs = await best(() => compare(pair));
  const ratio = (oursMs - startMs) / ffmpegMs;

  const short = await compare(await makePair(folder, { width: 320, height: 180, frames: 60 }));
  const long = await compare(await makePair(folder, { width: 320, height: 180, frames: 600 }));
  const memoryRatio = long / short;
  return {
    ...{ metrics: NAMES, width: 1920, height: 1080, frames: FRAMES, ffmpegMs, oursMs, startMs, ratio, target: 1.3 },
    memory: { frames60Bytes: short, frames600Bytes: long, ratio: memoryRatio, target: 1.15 },
    ok: ratio <= 1.3 && memoryRatio <= 1.15,
  };
}

interface Pair {
  readonly restored: string;
  readonly reference: string;
}

async function makePair(folder: string, size: { readonly width: number; readonly height: number; readonly frames: number }): Promise<Pair> {
  const reference = await makeBenchClip({ folder, ...size });
  const restored = reference.replace(/\.mp4$/, '-worse.mp4');
  const worse = ['-i', reference, '-vf', 'gblur=1.2', '-c:v', 'libx264', '-crf', '20', '-pix_fmt', 'yuv420p', '-an'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...worse, restored]);
  return { restored, reference };
}

async function filterPair({ restored, reference }: Pair): Promise<void> {
  const graph = '[0:v]split[a][b];[1:v]split[c][d];[a][c]psnr[p];[b][d]ssim[s]';
  const output = ['-map', '[p]', '-f', 'null', '-', '-map', '[s]', '-f', 'null', '-'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', restored, '-i', reference, '-filter_complex', graph, ...output]);
}

/** Answers the peak of memory, ffmpeg's not counted. */
async function compare({ restored, reference }: Pair): Promise<number> {
  const args = ['compare', restored, '--reference', reference, '--metrics', NAMES, '--json'];
  const child = spawn(process.execPath, [join(rootDir, 'native/cli/interweave.ts'), ...args], { stdio: ['ignore', 'ignore', 'ignore'] });
  if (child.pid === undefined) throw new Error('The command line could not be started.');
  const watch = watchMemory(child.pid);
  const [code] = (await once(child, 'exit')) as [number | null];
  const { peakBytes } = watch.stop();
  if (code !== 0) throw new Error(`compare ended with exit code ${String(code)}`);
  return peakBytes;
}

/** The shortest of three, in milliseconds. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  return Math.min(...times);
}
