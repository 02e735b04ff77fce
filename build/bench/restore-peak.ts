import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { rootDir } from '../vite/places.ts';
import { makeBenchClip } from './bench-clip.ts';
import type { MemoryWatch } from './process-memory.ts';
import { watchMemory } from './process-memory.ts';

/** The most that ten times the frames may take, as a multiple of what the short clip takes. */
const MAX_RATIO = 1.15;

/** How a bench clip is restored by the command line. */
export interface RestoreToWatch {
  readonly folder: string;
  readonly width: number;
  readonly height: number;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Peak memory of command, engine, compute process and workers over whole restores: ten times the frames must not need more. */
export async function peaksByLength(restore: RestoreToWatch, shortFrames: number): Promise<Record<string, unknown>> {
  const short = await peakOf(restore, shortFrames);
  const long = await peakOf(restore, 10 * shortFrames);
  const ratio = long.peakBytes / short.peakBytes;
  const { width, height } = restore;
  const byFrames = { [`frames${shortFrames}`]: short, [`frames${10 * shortFrames}`]: long };
  return { width, height, ...byFrames, ratio, target: MAX_RATIO, ok: ratio <= MAX_RATIO };
}

/** Peak memory of all processes of one restore. */
export async function peakOf(
  { folder, width, height, args = [], env = {} }: RestoreToWatch,
  frames: number,
  how: Parameters<typeof watchMemory>[1] = {},
): Promise<ReturnType<MemoryWatch['stop']>> {
  const source = await makeBenchClip({ folder, width, height, frames });
  const output = join(folder, `memory-${width}x${height}-${frames}.mp4`);
  const all = ['restore', source, '-o', output, '--device', 'cpu', '--overwrite', '--no-resume', '--json', ...args];
  const child = spawn(process.execPath, [join(rootDir, 'native/cli/interweave.ts'), ...all], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (child.pid === undefined) throw new Error('The command line could not be started.');
  const watch = watchMemory(child.pid, how);
  const [code] = (await once(child, 'exit')) as [number | null];
  const peak = watch.stop();
  if (code !== 0) throw new Error(`restore ended with exit code ${String(code)}`);
  return peak;
}
