/** Models that the contract describes besides DiffVSR, run by the same code: one of single frames, and one whose windows share less. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLatentStore } from '../../../../native/pipelines/diffvsr/latent-store.ts';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';
import { installUpscalerToy, upscalerToyId } from '../../../fixtures/toy-package.ts';
import { drift, openGolden } from './golden-tensors.ts';
import { installToyAs } from './odd-toys.ts';
import { openToyRestorer } from './toy-restorer.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let restorer: ReturnType<typeof openToyRestorer>;
const folderOf = (name: string): string => join(folder.path, name);
beforeAll(async () => {
  folder = await temporaryFolder();
  const packagesDir = await installUpscalerToy(folderOf('packages'));
  await installToyAs(packagesDir, { window: { length: 8, overlap: 2 }, latents: { channels: 4, scalingFactor: 0.5, decodeFrames: 4 } });
  restorer = openToyRestorer(packagesDir);
});
afterAll(async () => {
  await restorer.close();
  await folder.remove();
});

test('the x4 upscaler, one frame at a time, is what a plain loop of the reference makes of it', async () => {
  const { sourceFrame, index } = openGolden('.');
  const { seed, prompt, negativePrompt } = index as { seed: number; prompt: string; negativePrompt: string };
  const { stage } = openGolden('upscaler');
  const clip = { width: 20, height: 18, frameCount: 3 };
  const words = { prompt, negativePrompt, promptSuffix: '' };
  const cacheDir = folderOf('upscaler');

  const run = await restorer.run({ clip, cacheDir, frameAt: sourceFrame, recipe: { modelId: upscalerToyId, steps: 4, seed, ...words } });

  const [place = ''] = await readdir(join(cacheDir, 'latents'));
  const store = openLatentStore({
    directory: join(cacheDir, 'latents', place),
    frames: 1,
    frameLength: 4 * 20 * 18,
    note: () => undefined,
  });
  const windows = await Promise.all([0, 1, 2].map((start) => store.read({ start, shotStart: 0, shotEnd: 3 })));
  expect(
    drift(
      windows.flatMap((window) => [...(window?.[0] ?? [])]),
      stage('final'),
    ),
  ).toBeLessThan(1e-4);
  const decoded = stage('decoded');
  const [plane, width] = [72 * 80, 80];
  for (const frame of run.frames) {
    // [3,H,W] of -1 to 1 there, [H,W,3] of 0 to 255 here: half a level for the rounding, and the drift.
    const apart = Array.from(frame.data, (value, i) => {
      const place = (frame.index * 3 + (i % 3)) * plane + Math.floor(i / 3 / width) * width + (Math.floor(i / 3) % width);
      return Math.abs(value - (decoded[place]! / 2 + 0.5) * 255);
    });
    expect(Math.max(...apart)).toBeLessThan(0.52);
  }
  expect(run.stages.at(-1)).toBe('Denoising window 3 of 3, step 4 of 4');
  expect(run.pipeline.recipe()).toMatchObject({ guidanceScale: 9, noiseLevel: 20, latentTransition: 'none' });
});

test('frames of the x4 upscaler do not depend on their neighbours, nor on where a run began', async () => {
  const shape = { clip: { width: 20, height: 18, frameCount: 5 }, recipe: { modelId: upscalerToyId, noiseRescheduling: 'off' as const } };
  const whole = await restorer.run({ ...shape, cacheDir: folderOf('whole') });

  const part = await restorer.run({ ...shape, cacheDir: folderOf('part'), range: { startFrame: 3, endFrame: 5 } });

  expect(part.pipeline.inputRange).toEqual({ startFrame: 3, endFrame: 5 });
  expect(part.hashes).toEqual(whole.hashes.slice(3));
});

test('windows that share two of eight frames cover a clip of any length, and any part of it has the same bits', async () => {
  const shape = { clip: { width: 18, height: 16, frameCount: 15 }, recipe: { steps: 1 } };
  const whole = await restorer.run({ ...shape, cacheDir: folderOf('sparse') });
  const part = await restorer.run({ ...shape, cacheDir: folderOf('sparse part'), range: { startFrame: 9, endFrame: 13 } });

  expect(whole.frames.map(({ index }) => index)).toEqual(Array.from({ length: 15 }, (_, i) => i));
  expect(whole.stages.at(-1)).toBe('Denoising window 3 of 3, step 1 of 1');
  expect(part.hashes).toEqual(whole.hashes.slice(9, 13));
});
