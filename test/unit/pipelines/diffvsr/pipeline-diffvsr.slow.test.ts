import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../../native/contract/index.ts';
import { planShots } from '../../../../native/pipelines/diffvsr/shot-work.ts';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';
import { installToy } from '../../../fixtures/toy-package.ts';
import { openToyRestorer } from './toy-restorer.ts';
import type { ToyRun } from './toy-restorer.ts';

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;
let restorer: ReturnType<typeof openToyRestorer>;
const folders: Folder[] = [];
let cacheDir = '';
const freshCache = async (): Promise<string> => {
  const folder = await temporaryFolder();
  folders.push(folder);
  return folder.path;
};
beforeAll(async () => {
  restorer = openToyRestorer(await installToy(await freshCache()));
});
beforeEach(async () => {
  cacheDir = await freshCache();
});
afterAll(async () => {
  await restorer.close();
  for (const folder of folders) await folder.remove();
});

const clip = { width: 24, height: 20, frameCount: 22 };
const indices = ({ frames }: ToyRun): number[] => frames.map(({ index }) => index);

test('a clip comes out four times as large, each frame once and in order', async () => {
  const run = await restorer.run({ clip, cacheDir });

  expect(indices(run)).toEqual(Array.from({ length: 22 }, (_, i) => i));
  expect(run.frames.every(({ width, height, data }) => width === 96 && height === 80 && data.length === 96 * 80 * 3)).toBe(true);
  expect(new Set(run.hashes).size).toBe(22);
  expect(run.stages[0]).toBe('Denoising window 1 of 5, step 1 of 2');
  // As often as derived: 22 frames are padded to 24, so windows begin at 0, 4, 8, 12 and 16. Both prompts go in one call.
  const whole = [{ shot: { startFrame: 0, endFrame: 22 }, windows: [0, 4, 8, 12, 16] }];
  expect(planShots([whole[0]!.shot], { startFrame: 0, endFrame: 22 }, { length: 8, overlap: 4, decodeFrames: 4 })).toMatchObject(whole);
  expect(run.stages).toHaveLength(5 * 2);
});

test('any part, resumed anywhere, has the bits of the whole run', async () => {
  const shapes = fc.record({
    frameCount: fc.integer({ min: 1, max: 40 }),
    width: fc.integer({ min: 16, max: 30 }),
    height: fc.integer({ min: 16, max: 30 }),
    tileSize: fc.constantFrom(0, 32),
    guidanceBatch: fc.constantFrom('together' as const, 'apart' as const),
    from: fc.nat(39),
    upTo: fc.nat(39),
    stopAfter: fc.integer({ min: 1, max: 20 }),
    cut: fc.nat(39),
  });
  await fc.assert(
    fc.asyncProperty(shapes, async ({ frameCount, width, height, from, upTo, stopAfter, cut, ...recipe }) => {
      const shape = { clip: { width, height, frameCount }, recipe: { ...recipe, tileOverlap: 8, steps: 1 }, cuts: [cut] };
      const whole = await restorer.run({ ...shape, cacheDir: await freshCache() });
      expect(indices(whole)).toEqual(Array.from({ length: frameCount }, (_, i) => i));

      const [startFrame, last] = [from % frameCount, upTo % frameCount].sort((a, b) => a - b) as [number, number];
      const range = { startFrame, endFrame: last + 1 };
      const partCache = await freshCache();
      await restorer.run({ ...shape, range, cacheDir: partCache, stopAfter });
      const resumed = await restorer.run({ ...shape, range, cacheDir: partCache });
      expect(resumed.hashes).toEqual(whole.hashes.slice(startFrame, last + 1));
    }),
    { numRuns: 8 },
  );
}, 240_000);

test('a finished window is never denoised again, and a damaged one is', async () => {
  const first = await restorer.run({ clip, cacheDir });
  const again = await restorer.run({ clip, cacheDir, recipe: { colorFix: 'wavelet' } });

  expect(again.stages.every((stage) => stage.startsWith('Reading back'))).toBe(true);
  expect(again.hashes).not.toEqual(first.hashes);

  const [place = ''] = await readdir(join(cacheDir, 'latents'));
  const names = (await readdir(join(cacheDir, 'latents', place))).sort();
  expect(names).toHaveLength(5);
  const path = join(cacheDir, 'latents', place, names[2] ?? '');
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(7, 100, 120));
  const mended = await restorer.run({ clip, cacheDir });
  expect(mended.notes.join()).toMatch(/were damaged and are computed again/);
  expect(mended.hashes).toEqual(first.hashes);
});

test('where no window can be kept, the run goes on and says so once', async () => {
  await writeFile(join(cacheDir, 'latents'), 'a file where the folder should be');

  const run = await restorer.run({ clip, cacheDir });

  expect(run.frames).toHaveLength(22);
  expect(run.notes).toEqual([expect.stringMatching(/^Denoised windows cannot be kept/)]);
});

test('windows never reach across a cut', async () => {
  const cut = await restorer.run({ clip, cacheDir, cuts: [10] });
  const firstShot = await restorer.run({ clip: { ...clip, frameCount: 10 }, cacheDir: await freshCache() });
  const uncut = await restorer.run({ clip, cacheDir: await freshCache(), cuts: [10], recipe: { shots: 'off' } });

  expect(cut.hashes.slice(0, 10)).toEqual(firstShot.hashes);
  expect(uncut.hashes.slice(0, 10)).not.toEqual(firstShot.hashes);
  expect(cut.pipeline.recipe().shots).toEqual([10]);
  // A list of one's own is used as it is, and nothing is looked for.
  const looked = { sceneCuts: () => Promise.reject(new Error('not to be asked')) };
  const listed = await restorer.run({ clip, cacheDir, recipe: { shots: [10] }, context: looked });
  expect(listed.hashes).toEqual(cut.hashes);
});

test('on a still clip the border of two windows shows no more than the inside of one, and more without transition and rescheduling', async () => {
  const still = { clip: { ...clip, frameCount: 20, still: true }, cacheDir };
  const steps = 4;
  const shared = await restorer.run({ ...still, recipe: { steps } });
  const apart = await restorer.run({ ...still, recipe: { steps, latentTransition: 'none', noiseRescheduling: 'off' } });

  // Windows of 8 begin at every fourth frame. Random weights make noise of it: more than this they cannot show (the bench prints the figures).
  const borders = [4, 8, 12, 16];
  const inside = Array.from({ length: 19 }, (_, i) => i + 1).filter((frame) => !borders.includes(frame));
  expect(meanStep(shared, borders)).toBeLessThan(meanStep(shared, inside));
  expect(meanStep(apart, borders)).toBeGreaterThan(meanStep(shared, borders));
});

/** Mean difference between these frames and the ones before them, in levels. */
function meanStep({ frames }: ToyRun, at: readonly number[]): number {
  const steps = at.map((frame) => {
    const [before, after] = [frames[frame - 1]!.data, frames[frame]!.data];
    return Array.from(before, (value, i) => Math.abs(value - after[i]!)).reduce((sum, value) => sum + value, 0) / before.length;
  });
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

test('another seed, prompt, guidance or scheduler gives other pixels; the same gives the same', async () => {
  const short = { clip: { ...clip, frameCount: 4 }, cacheDir, resume: false };
  const plain = await restorer.run(short);
  expect((await restorer.run(short)).hashes).toEqual(plain.hashes);
  const changes = [
    { seed: 11 },
    { prompt: 'a quiet harbour' },
    { negativePrompt: 'sharp' },
    { guidanceScale: 2 },
    { noiseLevel: 120 },
    { scheduler: 'unipc' as const },
    { noiseRescheduling: 'off' as const, seed: 12 },
  ];
  for (const recipe of changes) expect((await restorer.run({ ...short, recipe })).hashes, JSON.stringify(recipe)).not.toEqual(plain.hashes);
}, 60_000);

test('sixteen bits go through as sixteen bits', async () => {
  const deep = await restorer.run({ clip: { ...clip, frameCount: 4, bitDepth: 16 }, cacheDir });
  const plain = await restorer.run({ clip: { ...clip, frameCount: 4 }, cacheDir });

  const [deepFrame, plainFrame] = [deep.frames[0], plain.frames[0]];
  expect(deepFrame?.data).toBeInstanceOf(Uint16Array);
  const worst = Math.max(...Array.from(deepFrame?.data ?? [], (value, i) => Math.abs(value / 257 - (plainFrame?.data[i] ?? NaN))));
  // The source's rounding to 8 bit, and the result's.
  expect(worst).toBeLessThan(3);
});

test('tiles blend without a seam: nearer to the untiled result inside than any hard border would be', async () => {
  const large = { clip: { width: 72, height: 40, frameCount: 4 }, cacheDir };
  const whole = await restorer.run(large);
  const tiled = await restorer.run({ ...large, recipe: { tileSize: 48, tileOverlap: 16 } });

  const jumps = (run: ToyRun, column: number): number => {
    const { data, width, height } = run.frames[0]!;
    let sum = 0;
    for (let y = 0; y < height; y += 1) {
      for (let c = 0; c < 3; c += 1) sum += Math.abs(data[(y * width + column) * 3 + c]! - data[(y * width + column - 1) * 3 + c]!);
    }
    return sum / (height * 3);
  };
  // Tiles end at source columns 48 and 24: no step there that the untiled picture does not have as well.
  for (const column of [24 * 4, 48 * 4]) expect(jumps(tiled, column)).toBeLessThan(jumps(whole, column) + 2);
  expect(tiled.hashes).not.toEqual(whole.hashes);
});

test('a long prompt is cut, and the user is told what the model does not see', async () => {
  const prompt = Array.from({ length: 1000 }, (_, i) => `word${i}`).join(' ');
  const short = { clip: { ...clip, frameCount: 1 }, cacheDir, resume: false, recipe: { prompt } };
  const { notes } = await restorer.run(short);
  const again = await restorer.run(short);

  expect(notes[0]).toMatch(/^The prompt is longer than the model reads \(77 tokens\)\. It does not see: "/);
  expect(again.notes).toEqual(notes);
});

test('an abort ends it between two steps', async () => {
  const abort = new AbortController();
  const reason = new AppError('canceled', 'The job was canceled.');
  let steps = 0;
  const run = restorer.run({
    clip,
    cacheDir,
    recipe: { steps: 50 },
    context: {
      signal: abort.signal,
      stage: () => {
        steps += 1;
        if (steps === 3) abort.abort(reason);
      },
    },
  });

  await expect(run).rejects.toBe(reason);
  expect(steps).toBe(3);
});

test('what is too small, or beyond the package, is refused with words', async () => {
  await expect(restorer.run({ clip: { ...clip, width: 12 }, cacheDir })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('at least 16x16') as string,
  });
  await expect(restorer.run({ clip, cacheDir, recipe: { noiseLevel: 900 } })).rejects.toMatchObject({ code: 'bad-input' });
});
