import { mkdir, readFile, readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLatentStore } from '../../../../native/pipelines/diffvsr/latent-store.ts';
import type { LatentStore } from '../../../../native/pipelines/diffvsr/latent-store.ts';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const where = { start: 4, shotStart: 0, shotEnd: 20 };
const latents = [Float32Array.of(1, -0, 3e-40), Float32Array.of(0.1, Math.fround(1 / 3), -7)];

function open(directory: string, notes: string[] = []): LatentStore {
  return openLatentStore({ directory, frames: 2, frameLength: 3, note: (message) => notes.push(message) });
}

test('a window comes back with the same bits, and only at its place', async () => {
  const directory = join(folder.path, 'kept');
  await open(directory).write(where, latents);

  const kept = await open(directory).read(where);

  expect(kept?.map((frame) => Buffer.from(frame.buffer).toString('hex'))).toEqual(
    latents.map((frame) => Buffer.from(frame.buffer).toString('hex')),
  );
  expect(await open(directory).read({ ...where, shotEnd: 21 })).toBeNull();
  expect(await open(directory).read({ ...where, start: 8 })).toBeNull();
});

test.each([
  { damage: 'a changed byte', harm: (file: Buffer) => file.fill(file.at(-1)! ^ 1, file.length - 1) },
  { damage: 'a wrong beginning', harm: (file: Buffer) => file.fill(0, 0, 4) },
])('$damage is noticed, said, and computed again', async ({ damage, harm }) => {
  const directory = join(folder.path, damage);
  const notes: string[] = [];
  const store = open(directory, notes);
  await store.write(where, latents);
  const [name = ''] = await readdir(directory);
  await writeFile(join(directory, name), harm(await readFile(join(directory, name))));

  expect(await store.read(where)).toBeNull();
  expect(notes).toEqual(['The kept latents of the window at frame 4 were damaged and are computed again.']);
  expect(await readdir(directory)).toEqual([]);
});

test('a file that was cut off counts as none', async () => {
  const directory = join(folder.path, 'short');
  const store = open(directory);
  await store.write(where, latents);
  const [name = ''] = await readdir(directory);
  await truncate(join(directory, name), 20);

  expect(await store.read(where)).toBeNull();
});

test('where nothing can be written the job goes on, and is told once', async () => {
  const directory = join(folder.path, 'blocked');
  await writeFile(directory, 'a file where the folder should be');
  const notes: string[] = [];
  const store = open(directory, notes);

  await store.write(where, latents);
  await store.write({ ...where, start: 8 }, latents);

  expect(notes).toHaveLength(1);
  expect(await store.read(where)).toBeNull();
});

// The kernel's own full disk, which takes no rights; a file system that fills up is in jobs/full-cache.slow.test.ts.
test.skipIf(process.platform !== 'linux')('a disk that is full is told once, and nothing half stays', async () => {
  const directory = join(folder.path, 'full');
  await mkdir(directory);
  await symlink('/dev/full', join(directory, `0-20-4.latents.${process.pid}.new`));
  const notes: string[] = [];
  const store = open(directory, notes);

  await store.write(where, latents);
  await store.write({ ...where, start: 8 }, latents);

  expect(notes).toEqual([expect.stringMatching(/is the disk of the cache folder full\?/)]);
  expect(await readdir(directory)).toEqual([]);
});
