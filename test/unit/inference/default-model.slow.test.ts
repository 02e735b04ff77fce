import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFrameUpscaler } from '../../../native/inference/frame-upscaler.ts';
import { openModelStore } from '../../../native/inference/model-store.ts';
import type { LoadedPackage } from '../../../native/inference/model-store.ts';
import { createSessionPool } from '../../../native/inference/session-pool.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { cpu, photo } from './toy-models.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const packagesDir = join(root, 'models/packages');
const sharedWeightsDir = join(root, 'models/weights');
const id = 'realesr-general-x4v3';
const { signal } = new AbortController();
const quiet = { signal, progress: () => undefined };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let loaded: LoadedPackage;
const pool = createSessionPool({});
beforeAll(async () => {
  folder = await temporaryFolder();
  const store = openModelStore({ packagesDir, weightsDir: sharedWeightsDir });
  await store.install(id, quiet);
  loaded = await store.open(id, {});
});
afterAll(async () => {
  await pool.close();
  await folder.remove();
});

async function restore(picture: { width: number; height: number; bitDepth: 8 | 16 }, tileSize: number, model = loaded) {
  const upscaler = await openFrameUpscaler(model, { pool, device: cpu, ...picture, tileSize, note: () => undefined, signal });
  const data = photo(picture.width, picture.height, picture.bitDepth);
  const restored = await upscaler.upscaleFrame({ index: 0, ...picture, data }, { signal });
  await upscaler.close();
  return restored;
}

test.each([
  { name: '8 bit', picture: { width: 121, height: 83, bitDepth: 8 } },
  { name: '16 bit', picture: { width: 90, height: 40, bitDepth: 16 } },
  { name: 'four pixels wide', picture: { width: 4, height: 130, bitDepth: 8 } },
] as const)('tiles of the default model are byte for byte the whole: $name', async ({ picture }) => {
  const whole = await restore(picture, 0);
  const tiled = await restore(picture, 64);

  expect({ width: whole.width, height: whole.height }).toEqual({ width: picture.width * 4, height: picture.height * 4 });
  expect(Buffer.compare(Buffer.from(tiled.data.buffer), Buffer.from(whole.data.buffer))).toBe(0);
});

test('8 and 16 bit are the same picture', async () => {
  const coarse = await restore({ width: 64, height: 48, bitDepth: 8 }, 0);
  const fine = await restore({ width: 64, height: 48, bitDepth: 16 }, 0);

  // The inputs differ by half a level of 8 bit at most, and the model makes no more than a few levels of it.
  const off = Array.from(coarse.data, (value, index) => Math.abs(value - (fine.data[index] ?? 0) / 257));
  expect(off.reduce((sum, each) => sum + each, 0) / off.length).toBeLessThan(1);
});

test('the fast form is whole tile by tile, near the full form, and says what it gains here', async () => {
  const store = openModelStore({ packagesDir, weightsDir: sharedWeightsDir });
  const card = await store.install(`${id}-int8`, quiet);
  const fast = await store.open(`${id}-int8`, {});
  const picture = { width: 121, height: 83, bitDepth: 8 } as const;

  const whole = await restore(picture, 0, fast);
  const tiled = await restore(picture, 64, fast);
  const full = await restore(picture, 0);

  expect(Buffer.compare(Buffer.from(tiled.data.buffer), Buffer.from(whole.data.buffer))).toBe(0);
  const squares = Array.from(whole.data, (value, index) => (value - (full.data[index] ?? 0)) ** 2);
  // Made-up grain is harder on it than the photographs that its card speaks of.
  expect(10 * Math.log10(255 ** 2 / (squares.reduce((sum, each) => sum + each, 0) / squares.length))).toBeGreaterThan(30);
  expect(card.offered).toBe(card.notOfferedReason === null);
  if (!card.offered) expect(card.notOfferedReason).toMatch(/times as fast as realesr-general-x4v3 on this machine \(\d+ ms/);
});

/** The same installation in a process of its own. */
async function installElsewhere(weightsDir: string): Promise<string> {
  const store = pathToFileURL(join(root, 'native/inference/model-store.ts')).href;
  const script = `
    const { openModelStore } = await import(${JSON.stringify(store)});
    const store = openModelStore(${JSON.stringify({ packagesDir, weightsDir })});
    const card = await store.install(${JSON.stringify(id)}, { signal: new AbortController().signal, progress: () => undefined });
    console.log(card.status);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return stdout.trim();
}

test('two processes that install at once end with one whole package and nothing beside it', async () => {
  const weightsDir = join(folder.path, 'together');

  expect(await Promise.all([installElsewhere(weightsDir), installElsewhere(weightsDir)])).toEqual(['installed', 'installed']);
  expect(await readdir(weightsDir)).toEqual([id]);
  expect(await readdir(join(weightsDir, id))).toEqual(['model.onnx']);
});

test('an installation that was aborted leaves nothing, and the next one goes through', async () => {
  const weightsDir = join(folder.path, 'aborted');
  const store = openModelStore({ packagesDir, weightsDir });
  const abort = new AbortController();
  const reason = new Error('no longer');

  const stopped = store.install(id, { signal: abort.signal, progress: ({ fraction }) => fraction > 0.1 && abort.abort(reason) });
  await expect(stopped).rejects.toBe(reason);
  expect(await readdir(weightsDir)).toEqual([]);

  const stages: string[] = [];
  const card = await store.install(id, { signal, progress: ({ stage }) => stages.push(stage) });
  expect(card.status).toBe('installed');
  expect([...new Set(stages)]).toEqual(['Fetching the weights', 'Converting the weights', 'Checking the model', 'Installed']);
});

test('what a killed installation left is cleared away, and a damaged package is mended', async () => {
  const weightsDir = join(folder.path, 'left');
  await mkdir(join(weightsDir, `.installing-${id}`), { recursive: true });
  await writeFile(join(weightsDir, `.installing-${id}`, 'half'), 'x');
  await writeFile(join(weightsDir, `.lock-${id}`), '999999999');
  const store = openModelStore({ packagesDir, weightsDir });
  await store.install(id, quiet);
  await truncate(join(weightsDir, id, 'model.onnx'), 1000);

  expect(await store.verify(id, {})).toMatchObject({ status: 'corrupt' });
  expect(await store.install(id, quiet)).toMatchObject({ status: 'installed' });
  expect(await readdir(weightsDir)).toEqual([id]);
});

test('a place that cannot be written to is told as such', async () => {
  const file = join(folder.path, 'a file');
  await writeFile(file, '');
  expect(existsSync(file)).toBe(true);

  const refused = openModelStore({ packagesDir, weightsDir: join(file, 'weights') }).install(id, quiet);

  await expect(refused).rejects.toMatchObject({ name: 'AppError', message: expect.stringMatching(/could not be installed/) as string });
});
