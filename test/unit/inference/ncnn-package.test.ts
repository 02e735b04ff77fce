import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFrameUpscaler } from '../../../native/inference/frame-upscaler.ts';
import { openModelStore } from '../../../native/inference/model-store.ts';
import type { ModelStore } from '../../../native/inference/model-store.ts';
import { createSessionPool } from '../../../native/inference/session-pool.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { conv, writeNet } from './import/ncnn-net.ts';
import type { NetLayer } from './import/ncnn-net.ts';
import { cpu, photo } from './toy-models.ts';

const { signal } = new AbortController();
const context = { signal, progress: () => undefined };
const shuffle: NetLayer = { type: 'PixelShuffle', name: 'shuffle', bottoms: ['deep'], tops: ['out'], params: { 0: 2 } };
const upscaler = [conv({ name: 'conv', from: 'data', to: 'deep', channels: [3, 12], params: { 4: 1 } }), shuffle];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let weightsDir = '';
let store: ModelStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  weightsDir = join(folder.path, 'weights');
  store = openModelStore({ packagesDir: join(folder.path, 'packages'), weightsDir });
});
afterEach(() => folder.remove());

async function writeFiles(name: string, layers: readonly NetLayer[] = upscaler): Promise<string> {
  const { param, bin } = writeNet(layers);
  const path = join(folder.path, `${name}.param`);
  await writeFile(path, param);
  await writeFile(join(folder.path, `${name}.bin`), bin);
  return path;
}

test("a user's own model becomes a package that restores", async () => {
  const card = await store.importModel({ path: await writeFiles('My Model') }, context);

  expect(card).toMatchObject({ id: 'my-model', name: 'My Model', status: 'installed', scale: 2, offered: true });
  const loaded = await store.open('my-model', {});
  expect(loaded.manifest).toMatchObject({ haloPx: 1, haloExact: true, source: { type: 'imported' } });
  const pool = createSessionPool({});
  const picture = { width: 40, height: 30, bitDepth: 8 } as const;
  const opened = await openFrameUpscaler(loaded, { pool, device: cpu, ...picture, tileSize: 32, note: () => undefined, signal });
  const restored = await opened.upscaleFrame({ index: 0, ...picture, data: photo(40, 30) }, { signal });
  await opened.close();
  await pool.close();
  expect(restored).toMatchObject({ width: 80, height: 60 });
});

test('a name that is taken is refused and the package that has it stays', async () => {
  const path = await writeFiles('first');
  await store.importModel({ path, name: 'mine' }, context);

  const refused = store.importModel({ path: await writeFiles('second'), name: 'Mine' }, context);

  await expect(refused).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/"mine" already/) as string });
  expect((await store.open('mine', {})).manifest.source).toEqual({ type: 'imported', from: path });
});

test.each([
  { name: 'a file that is no .param', path: () => Promise.resolve('/x/model.pth'), code: 'bad-input' },
  { name: 'a .param that is not there', path: () => Promise.resolve('/x/model.param'), code: 'not-found' },
  {
    name: 'a layer that is not known',
    path: () => writeFiles('odd', [...upscaler.slice(0, 1), { ...shuffle, type: 'Mystery' }]),
    code: 'model-contract',
  },
])('$name is refused and leaves nothing', async ({ path, code }) => {
  await expect(store.importModel({ path: await path() }, context)).rejects.toMatchObject({ code });

  expect(await readdir(weightsDir).catch(() => [])).toEqual([]);
});
