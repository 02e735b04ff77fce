import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweepCache } from '../../../native/engine/cache-sweep.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const now = Date.now();
async function file(path: string, ageMs: number): Promise<void> {
  await mkdir(dirname(join(folder.path, path)), { recursive: true });
  await writeFile(join(folder.path, path), 'x'.repeat(100));
  const used = new Date(now - ageMs);
  await utimes(join(folder.path, path), used, used);
}
async function left(): Promise<string[]> {
  const names = await readdir(folder.path, { recursive: true });
  return names.filter((name) => name.includes('.')).sort();
}
const limits = { maxBytes: 250, maxLatentBytes: 250, maxAgeMs: 1000_000, minAgeMs: 1000 };

test('the longest unused goes until the rest fits; what is in use stays', async () => {
  await file('pictures/aa/old.png', 50_000);
  await file('pictures/aa/older.png', 60_000);
  await file('previews/middle.mp4', 40_000);
  await file('pictures/aa/shown.png', 10);

  await sweepCache(folder.path, limits, now);

  expect(await left()).toEqual(['pictures/aa/shown.png', 'previews/middle.mp4']);
});

test('what was not used for long goes, kept frames of jobs too; other files are not touched', async () => {
  await file('pictures/aa/ancient.png', 2000_000);
  await file('checkpoints/k/frames-0-120.mkv', 2000_000);
  await file('checkpoints/k/frames-120-240.mkv', 500_000);
  await file('other.txt', 2000_000);

  await sweepCache(folder.path, limits, now);

  expect(await left()).toEqual(['checkpoints/k/frames-120-240.mkv', 'other.txt']);
});

test('a cache that is not there yet is in order', async () => {
  await expect(sweepCache(join(folder.path, 'nowhere'))).resolves.toBeUndefined();
});
