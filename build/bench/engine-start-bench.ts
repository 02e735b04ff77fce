import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { appDir, rootDir } from '../vite/places.ts';

const REPEATS = 5;

interface Start {
  /** From the start of the process to the engine's hello. */
  readonly readyMs: number;
  /** To the answer of its first call. */
  readonly answeredMs: number;
}

/** How long a fresh engine process takes to be ready, from source and from the bundle that ships. The median of several. */
export async function benchEngineStart(): Promise<Record<string, unknown>> {
  const starts: Start[] = [];
  for (let i = 0; i < REPEATS; i += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(rootDir, 'build/bench/engine-start.ts')]);
    starts.push(JSON.parse(stdout) as Start);
  }
  const readyMs = median(starts.map((start) => start.readyMs));
  const bundled = existsSync(join(appDir, 'cli.js')) ? { bundledReadyMs: await bundledReadyMs() } : {};
  return { readyMs, ...bundled, answeredMs: median(starts.map((start) => start.answeredMs)), starts, target: 1000, ok: readyMs <= 1000 };
}

/** `interweave serve` from the bundle: from its start to its addresses, with engine and host there. */
async function bundledReadyMs(): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < REPEATS; i += 1) {
    const startedMs = performance.now();
    const args = [join(rootDir, 'build/interweave.mjs'), 'serve', '--port', '0', '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    all.push(performance.now() - startedMs);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return median(all);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
