import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rootDir } from '../vite/places.ts';

const REPEATS = 5;

interface Start {
  /** From the start of the process to the engine's hello. */
  readonly readyMs: number;
  /** To the answer of its first call. */
  readonly answeredMs: number;
}

/** How long a fresh engine process takes to be ready, from source (the app's bundle is quicker). The median of several. */
export async function benchEngineStart(): Promise<Record<string, unknown>> {
  const starts: Start[] = [];
  for (let i = 0; i < REPEATS; i += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(rootDir, 'build/bench/engine-start.ts')]);
    starts.push(JSON.parse(stdout) as Start);
  }
  const readyMs = median(starts.map((start) => start.readyMs));
  return { readyMs, answeredMs: median(starts.map((start) => start.answeredMs)), starts, target: 1000, ok: readyMs <= 1000 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
