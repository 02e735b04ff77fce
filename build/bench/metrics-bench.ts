import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rootDir } from '../vite/places.ts';
import { makeBenchClip } from './bench-clip.ts';
import { watchMemory } from './process-memory.ts';
import { costOf, medianCost } from './processor-time.ts';
import type { Cost } from './processor-time.ts';

/** What ffmpeg's filters say of luma as it is stored. */
const STORED = 'psnr-luma,ssim-luma,flicker-luma';
/** The same with VBench's flicker, for which the clip has to become RGB. */
const FILTERED = 'psnr-luma,ssim-luma,flicker';
/** In the definitions of papers, which no filter has: own loops over 8-bit RGB. */
const PUBLISHED = 'psnr-y,ssim-y,flicker';
const FRAMES = 50;
const ROUNDS = 5;

/**
 * PSNR, SSIM and flicker of a 1080p pair by the command line, against ffmpeg's own psnr and ssim filters on the same pair, in wall time and
 * in processor time (less the command's own start, measured on one frame). All take turns, so that what else the machine does meets all of them; the
 * median of several rounds counts. And the peak of memory, which ten times the frames must not raise.
 */
export async function benchMetrics(folder: string): Promise<Record<string, unknown>> {
  const pair = await makePair(folder, { width: 1920, height: 1080, frames: FRAMES });
  const one = await makePair(folder, { width: 1920, height: 1080, frames: 1 });
  const works = {
    ffmpeg: () => filterPair(pair),
    stored: () => compare(pair, STORED),
    storedStart: () => compare(one, STORED),
    filtered: () => compare(pair, FILTERED),
    filteredStart: () => compare(one, FILTERED),
    published: () => compare(pair, PUBLISHED),
    publishedStart: () => compare(one, PUBLISHED),
  };
  const costs = await inTurns(works);
  const stored = ratios(costs.stored, costs.storedStart, costs.ffmpeg);
  const filtered = ratios(costs.filtered, costs.filteredStart, costs.ffmpeg);
  const published = ratios(costs.published, costs.publishedStart, costs.ffmpeg);

  const memory = { stored: await growth(folder, STORED), published: await growth(folder, PUBLISHED) };
  // Less than the start alone, on a machine too busy to tell: no proof.
  const costOk = [stored.wall, stored.cpu].every((ratio) => ratio > 0 && ratio <= 1.3);
  const memoryOk = memory.stored.ratio <= 1.15 && memory.published.ratio <= 1.15;
  return {
    ...{ width: 1920, height: 1080, frames: FRAMES, rounds: ROUNDS, costs },
    stored: { metrics: STORED, ...stored, target: 1.3 },
    filtered: { metrics: FILTERED, ...filtered },
    published: { metrics: PUBLISHED, ...published },
    memory: { ...memory, target: 1.15 },
    ok: costOk && memoryOk,
  };
}

async function inTurns<Name extends string>(works: Readonly<Record<Name, () => Promise<unknown>>>): Promise<Record<Name, Cost>> {
  const names = Object.keys(works) as Name[];
  const costs = new Map<Name, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) for (const name of names) costs.get(name)?.push(await costOf(works[name]));
  return Object.fromEntries(names.map((name) => [name, medianCost(costs.get(name) ?? [])])) as Record<Name, Cost>;
}

function ratios(ours: Cost, start: Cost, ffmpeg: Cost): { readonly wall: number; readonly cpu: number } {
  return { wall: (ours.wallMs - start.wallMs) / ffmpeg.wallMs, cpu: (ours.cpuMs - start.cpuMs) / ffmpeg.cpuMs };
}

async function growth(folder: string, metrics: string): Promise<{ readonly ratio: number } & Record<string, number>> {
  const size = { width: 320, height: 180 };
  const short = await compare(await makePair(folder, { ...size, frames: 60 }), metrics);
  const long = await compare(await makePair(folder, { ...size, frames: 600 }), metrics);
  return { frames60Bytes: short, frames600Bytes: long, ratio: long / short };
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

/** At the priority at which the product runs ffmpeg, so that whatever else the machine does slows both alike. */
async function filterPair({ restored, reference }: Pair): Promise<void> {
  const graph = '[0:v]split[a][b];[1:v]split[c][d];[a][c]psnr[p];[b][d]ssim[s]';
  const output = ['-map', '[p]', '-f', 'null', '-', '-map', '[s]', '-f', 'null', '-'];
  const child = spawn('ffmpeg', ['-v', 'error', '-nostdin', '-i', restored, '-i', reference, '-filter_complex', graph, ...output]);
  if (child.pid === undefined) throw new Error('ffmpeg could not be started.');
  setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg ended with exit code ${String(code)}`);
}

/** Answers the peak of memory, ffmpeg's not counted. */
async function compare({ restored, reference }: Pair, metrics: string): Promise<number> {
  const args = ['compare', restored, '--reference', reference, '--metrics', metrics, '--json'];
  const child = spawn(process.execPath, [join(rootDir, 'native/cli/interweave.ts'), ...args], { stdio: ['ignore', 'ignore', 'ignore'] });
  if (child.pid === undefined) throw new Error('The command line could not be started.');
  const watch = watchMemory(child.pid);
  const [code] = (await once(child, 'exit')) as [number | null];
  const { peakBytes } = watch.stop();
  if (code !== 0) throw new Error(`compare ended with exit code ${String(code)}`);
  return peakBytes;
}
