import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { rootDir } from '../vite/places.ts';
import { makeBenchClip } from './bench-clip.ts';
import { watchMemory } from './process-memory.ts';

const size = { width: 96, height: 54 };

/** Peak memory of engine, compute process and workers over a whole restore: ten times the frames must not need more. */
export async function benchMemory(folder: string): Promise<Record<string, unknown>> {
  const short = await peakOf(folder, 60);
  const long = await peakOf(folder, 600);
  const ratio = long.peakBytes / short.peakBytes;
  return { ...size, frames60: short, frames600: long, ratio, target: 1.15, ok: ratio <= 1.15 };
}

async function peakOf(folder: string, frames: number): Promise<{ readonly peakBytes: number; readonly ffmpegBytes: number }> {
  const source = await makeBenchClip({ folder, ...size, frames });
  const output = join(folder, `memory-${frames}.mp4`);
  const args = ['restore', source, '-o', output, '--device', 'cpu', '--overwrite', '--no-resume', '--json'];
  const child = spawn(process.execPath, [join(rootDir, 'native/cli/interweave.ts'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (child.pid === undefined) throw new Error('The command line could not be started.');
  const watch = watchMemory(child.pid);
  const [code] = (await once(child, 'exit')) as [number | null];
  const peak = watch.stop();
  if (code !== 0) throw new Error(`restore ended with exit code ${String(code)}`);
  return peak;
}
