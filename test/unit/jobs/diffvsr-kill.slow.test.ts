import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';

const root = join(import.meta.dirname, '../../..');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let source = '';
beforeAll(async () => {
  folder = await temporaryFolder();
  await installToy(join(folder.path, 'packages'));
  source = await makeClip(join(folder.path, 'clip.mp4'), { size: '32x24', frames: 260 });
});
afterAll(() => folder.remove());

/** The command line is the engine; its compute process is a child of its own. */
function restore(cache: string, output: string): { readonly child: ChildProcess; readonly said: () => string } {
  const args = ['native/cli/interweave.ts', 'restore', source, '-o', join(folder.path, output)];
  const model = ['--model', toyId, '--device', 'cpu', '--steps', '4', '--overwrite', '--json'];
  const child = spawn(process.execPath, [...args, ...model], {
    cwd: root,
    env: { ...process.env, INTERWEAVE_PACKAGES: join(folder.path, 'packages'), INTERWEAVE_CACHE: join(folder.path, cache) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text };
}

async function framesSha256({ child, said }: ReturnType<typeof restore>): Promise<string> {
  const [code] = (await once(child, 'exit')) as [number | null];
  const line = said().trim().split('\n').at(-1) ?? '';
  expect(code, said()).toBe(0);
  return (JSON.parse(line) as { readonly framesSha256: string }).framesSha256;
}

/** Children of a process that run our compute entry. */
function computeOf(pid: number | undefined): number | null {
  try {
    const children = execFileSync('pgrep', ['-P', String(pid), '-f', 'compute-entry'], { encoding: 'utf8' });
    return Number(children.trim().split('\n')[0]);
  } catch {
    return null;
  }
}

/** Until it says of another window than the one it began with that it is being denoised. */
async function finishesWindow({ child, said }: ReturnType<typeof restore>): Promise<void> {
  const windows = (): number => new Set(said().match(/Denoising window \d+/g)).size;
  const before = windows();
  while (windows() < Math.max(2, before + 1) && child.exitCode === null) await setTimeout(20);
}

/** Not of the wall clock's making: the same moments at every run of the test, as far as a machine can. */
const delaysMs = Array.from({ length: 20 }, (_, i) => (i * 7919) % 200);

test('killed 20 times, engine and compute in turn, it finishes with the bits of a run that nobody disturbed', async () => {
  const straight = await framesSha256(restore('quiet cache', 'quiet.mp4'));

  let kills = 0;
  while (kills < 20) {
    const run = restore('cache', 'killed.mp4');
    await finishesWindow(run);
    await setTimeout(delaysMs[kills] ?? 0);
    const compute = computeOf(run.child.pid);
    if (compute !== null) {
      process.kill(compute, 'SIGKILL');
      kills += 1;
      await finishesWindow(run);
      await setTimeout(delaysMs[kills] ?? 0);
    }
    // One that ended by itself was not killed, and would end the test's meaning.
    expect(run.child.exitCode, run.said()).toBeNull();
    run.child.kill('SIGKILL');
    kills += 1;
    await once(run.child, 'exit');
  }
  const last = restore('cache', 'killed.mp4');

  expect(await framesSha256(last)).toBe(straight);
  expect(last.said()).toMatch(/Reading back window/);
}, 400_000);
