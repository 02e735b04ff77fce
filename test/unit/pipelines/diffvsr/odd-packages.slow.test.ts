import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';
import { brokenDecoder, brokenDenoiser, greedyDenoiser, installToyWith } from './odd-toys.ts';
import { openToyRestorer } from './toy-restorer.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let restorer: ReturnType<typeof openToyRestorer> | null = null;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await restorer?.close();
  await folder.remove();
});

const clip = { width: 60, height: 44, frameCount: 9 };

test('numbers that are none stop the job, which says at which step and window, and nothing of them is kept', async () => {
  restorer = openToyRestorer(await installToyWith(join(folder.path, 'packages'), brokenDenoiser()));
  const cacheDir = join(folder.path, 'cache');

  await expect(restorer.run({ clip, cacheDir, recipe: { steps: 3 } })).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringMatching(/NaN or infinite\) at step 1 of 3 of the window at frame 0/) as string,
  });
  expect(await readdir(cacheDir).catch(() => [])).toEqual([]);
});

test('a decoder that overflows stops the job too, which says at which frame', async () => {
  restorer = openToyRestorer(await installToyWith(join(folder.path, 'packages'), brokenDecoder(), 'vaeDecoder'));

  await expect(
    restorer.run({ clip, cacheDir: join(folder.path, 'cache'), recipe: { steps: 1 }, range: { startFrame: 5, endFrame: 6 } }),
  ).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringMatching(/decoder of toy-diffvsr gave .* \(NaN or infinite\) at frame 5\./) as string,
  });
});

test('when memory runs out it goes on with less, says so, and no tile stays grey', async () => {
  const greedy = greedyDenoiser({ maxPixels: 1200 });
  restorer = openToyRestorer(await installToyWith(join(folder.path, 'packages'), greedy));
  const run = await restorer.run({
    clip,
    cacheDir: join(folder.path, 'cache'),
    recipe: { steps: 1, tileOverlap: 8, guidanceBatch: 'together' },
  });

  expect(run.notes[0]).toMatch(/^Memory ran out on .* while denoising; going on with one prompt at a time/);
  expect(run.notes.at(-1)).toMatch(/going on with tiles of \d+ pixels/);
  expect(run.frames).toHaveLength(9);
  const { tileSize, guidanceBatch } = run.pipeline.recipe();
  expect(guidanceBatch).toBe('apart');
  expect(tileSize).toBeLessThanOrEqual(Math.sqrt(1200) + 8);
  // Noise times a number is what this denoiser makes: every part of the picture has some.
  for (const { data, width, height } of run.frames) {
    for (const [x, y] of [
      [0, 0],
      [width - 16, 0],
      [0, height - 16],
      [width - 16, height - 16],
      [width / 2, height / 2],
    ] as const) {
      const block = new Set(Array.from({ length: 256 }, (_, i) => data[((y + (i >> 4)) * width + x + (i & 15)) * 3]));
      expect(block.size).toBeGreaterThan(1);
    }
  }
});

test('when the smallest tile does not fit either, the error says what to do', async () => {
  restorer = openToyRestorer(await installToyWith(join(folder.path, 'packages'), greedyDenoiser({ maxPixels: 10 })));

  await expect(restorer.run({ clip, cacheDir: join(folder.path, 'cache'), recipe: { steps: 1 } })).rejects.toMatchObject({
    code: 'out-of-memory',
    message: expect.stringMatching(/smaller tile size/) as string,
  });
});
