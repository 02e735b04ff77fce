import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sharedWeightsDir } from '../jobs/queue-fixture.ts';

const entry = join(import.meta.dirname, '../../../native/cli/interweave.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stdout, parsed. */
  readonly json: () => unknown;
}

export interface SpawnedCli {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
}

/** The command line as a process of its own, with its cache and data in `home` and the models that tests share. */
export function startCli(home: string, args: readonly string[]): SpawnedCli {
  const places = { INTERWEAVE_CACHE: join(home, 'cache'), INTERWEAVE_DATA: join(home, 'data'), INTERWEAVE_WEIGHTS: sharedWeightsDir };
  const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, ...places }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr,
    json: () => JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as unknown,
  }));
  return { child, ended };
}
