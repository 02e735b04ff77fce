import { mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiffusionVsrManifest } from '../../../native/contract/index.ts';
import { openModelStore } from '../../../native/inference/model-store.ts';
import type { ModelStore } from '../../../native/inference/model-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';
import { toyUpscaler, writePackage } from './toy-models.ts';

interface Told {
  readonly id: string;
  readonly stage: string;
  readonly fraction: number;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let weightsDir = '';
/** A package as models/export leaves it, somewhere on the disk. */
let source = '';
let store: ModelStore;
let told: Told[];
beforeEach(async () => {
  folder = await temporaryFolder();
  weightsDir = join(folder.path, 'weights');
  source = join(await installToy(join(folder.path, 'exported')), toyId);
  store = openModelStore({ packagesDir: join(folder.path, 'packages'), weightsDir });
  told = [];
});
afterEach(() => folder.remove());

const importIt = (path = source, name?: string) =>
  store.importModel({ path, name }, { signal: new AbortController().signal, progress: (progress) => told.push(progress) });
async function changeManifest(change: (manifest: DiffusionVsrManifest) => object): Promise<void> {
  const path = join(source, 'manifest.json');
  const manifest = DiffusionVsrManifest.parse(JSON.parse(await readFile(path, 'utf8')));
  await writeFile(path, JSON.stringify(change(manifest)));
}

test('a finished package comes among the installed ones, by its folder or its manifest', async () => {
  expect(await importIt()).toMatchObject({ id: toyId, kind: 'diffusion-vsr', name: 'DiffVSR toy', status: 'installed' });
  expect(await importIt(join(source, 'manifest.json'), 'My own')).toMatchObject({ id: 'my-own', name: 'My own', status: 'installed' });

  await rm(source, { recursive: true });
  const loaded = await store.openDiffusion('my-own', {});
  expect(loaded.manifest.source).toEqual({ type: 'imported', from: source });
  expect((await readdir(weightsDir)).sort()).toEqual(['my-own', toyId]);
  expect(told.filter(({ id }) => id === 'my-own').at(-1)).toEqual({ id: 'my-own', stage: 'Imported', fraction: 1 });
  const fractions = told.filter(({ id }) => id === toyId).map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

test('a frame-by-frame package comes in the same way', async () => {
  const { manifest } = await writePackage(join(folder.path, 'exported'), toyUpscaler());

  expect(await importIt(join(folder.path, 'exported', manifest.id))).toMatchObject({ kind: 'frame-upscaler', status: 'installed' });
});

test('a name that is taken is refused; a damaged import is replaced by importing again', async () => {
  await importIt();
  await expect(importIt()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(`"${toyId}" already`) as string });

  await truncate(join(weightsDir, toyId, 'denoiser.onnx'), 100);

  expect(await importIt()).toMatchObject({ status: 'installed' });
});

test.each<{ what: string; spoil: () => Promise<unknown>; code: string; words: RegExp }>([
  {
    what: 'no manifest',
    spoil: () => rm(join(source, 'manifest.json')),
    code: 'not-found',
    words: /holds no model package/,
  },
  {
    what: 'a manifest that is no JSON',
    spoil: () => writeFile(join(source, 'manifest.json'), '{"id":'),
    code: 'model-contract',
    words: /it is not JSON/,
  },
  {
    what: 'a missing component',
    spoil: () => changeManifest(({ components: { denoiser: _, ...components }, ...manifest }) => ({ ...manifest, components })),
    code: 'model-contract',
    words: /components\.denoiser/,
  },
  {
    what: 'another shape than its kind has',
    spoil: () => changeManifest((manifest) => ({ ...manifest, window: { length: 6, overlap: 3 } })),
    code: 'model-contract',
    words: /"sample" is \[batch, 4, 8, h, w\], not \[B, 4, 6, h, w\]/,
  },
  {
    what: 'a graph that is not what the manifest promises',
    spoil: () =>
      changeManifest((manifest) => {
        const { vaeDecoder, ...components } = manifest.components;
        return { ...manifest, components: { ...components, vaeDecoder: { ...vaeDecoder, model: 'denoiser.onnx' } } };
      }),
    code: 'model-contract',
    words: /decoder of toy-diffvsr is not what its manifest promises/,
  },
  {
    what: 'a missing file',
    spoil: () => rm(join(source, 'tokenizer.json')),
    code: 'model-corrupt',
    words: /tokenizer\.json is missing/,
  },
  {
    what: 'a file that was cut off',
    spoil: () => truncate(join(source, 'denoiser.onnx'), 5000),
    code: 'model-corrupt',
    words: /denoiser\.onnx has 5000 bytes instead of \d+/,
  },
  {
    what: 'a changed byte',
    spoil: async () => {
      const path = join(source, 'tokenizer.json');
      const bytes = await readFile(path);
      await writeFile(path, bytes.fill(32, bytes.length - 2, bytes.length - 1));
    },
    code: 'model-corrupt',
    words: /tokenizer\.json of the package toy-diffvsr has another checksum/,
  },
])('a package with $what is refused and leaves nothing', async ({ spoil, code, words }) => {
  await spoil();

  await expect(importIt()).rejects.toMatchObject({ code, message: expect.stringMatching(words) as string });
  expect(await readdir(weightsDir).catch(() => [])).toEqual([]);
});

test('a file that is no model is refused with what would be one', async () => {
  await expect(importIt(join(source, 'denoiser.onnx'))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/ncnn \.param file, or the folder of a package/) as string,
  });
});

test('an import that is canceled leaves nothing, and one into a folder that cannot be written says so', async () => {
  const abort = new AbortController();
  const canceled = store.importModel({ path: source }, { signal: abort.signal, progress: () => abort.abort(new Error('enough')) });
  await expect(canceled).rejects.toThrow('enough');
  expect(await readdir(weightsDir)).toEqual([]);

  const file = join(folder.path, 'file');
  await writeFile(file, '');
  await mkdir(join(folder.path, 'packages'), { recursive: true });
  const blocked = openModelStore({ packagesDir: join(folder.path, 'packages'), weightsDir: join(file, 'weights') });
  await expect(
    blocked.importModel({ path: source }, { signal: new AbortController().signal, progress: () => undefined }),
  ).rejects.toMatchObject({ code: 'no-permission' });
});
