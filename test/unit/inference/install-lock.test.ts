import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../../native/inference/install-lock.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let path = '';
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'deeper/.lock-toy');
});
afterEach(() => folder.remove());

const { signal } = new AbortController();

test('work under one lock is done one after the other', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside -= 1;
  };

  await Promise.all([1, 2, 3].map(() => withLock(path, { signal, waiting: () => undefined }, work)));

  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('a lock whose holder was killed is taken over', async () => {
  await withLock(path, { signal, waiting: () => undefined }, () => Promise.resolve());
  const { stdout } = spawnSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' });
  await writeFile(path, stdout.trim());

  const holder = await withLock(path, { signal, waiting: () => undefined }, () => readFile(path, 'utf8'));

  expect(holder).toBe(String(process.pid));
});

test('waiting for a lock ends with an abort', async () => {
  const abort = new AbortController();
  const reason = new Error('no longer');

  const held = withLock(path, { signal, waiting: () => undefined }, async () => {
    const waiting = withLock(path, { signal: abort.signal, waiting: () => abort.abort(reason) }, () => Promise.resolve());
    await expect(waiting).rejects.toBe(reason);
  });

  await held;
});
