import { existsSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asset, EngineClient, MethodInput, ProjectId } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let projectId: ProjectId;
let asset: Asset;
beforeAll(async () => {
  folder = await temporaryFolder();
  engine = await openTestEngine(folder.path);
  client = openWindow(engine);
  await makeClip(at('clip.mp4'), { frames: 12, size: '128x72' });
  ({ id: projectId } = await client.call('project.create', { path: at('film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [at('clip.mp4')] });
  asset = assets[0]!;
});
afterAll(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});
const at = (name: string): string => join(folder.path, name);

const still = (frame: number, maxWidth: number | null = null): MethodInput<'picture.still'> => ({
  projectId,
  of: { type: 'asset', id: asset.id },
  frame,
  maxWidth,
});
const fileOf = (key: string): string => engine.mediaFile(key) ?? '';

test('a still is a PNG of that frame, the same file when asked again', async () => {
  const first = await client.call('picture.still', still(3));
  const again = await client.call('picture.still', still(3));
  const other = await client.call('picture.still', still(4));
  const small = await client.call('picture.still', still(3, 64));

  expect(first).toMatchObject({ mimeType: 'image/png' });
  expect(again).toEqual(first);
  expect(new Set([first.key, other.key, small.key]).size).toBe(3);
  const png = await readFile(fileOf(first.key));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 72]);
});

test('a proxy has every frame of its source, a filmstrip its tiles', async () => {
  const proxy = await client.call('picture.proxy', { projectId, of: { type: 'asset', id: asset.id }, maxHeight: 64 });
  const strip = await client.call('picture.filmstrip', {
    projectId,
    assetId: asset.id,
    range: { startFrame: 2, endFrame: 10 },
    tiles: 4,
    tileHeight: 32,
  });

  expect(proxy).toMatchObject({ ref: { mimeType: 'video/mp4' }, frameCount: 12, height: 64 });
  expect(strip).toMatchObject({ ref: { mimeType: 'image/jpeg' }, tileCount: 4, tileHeight: 32, startFrame: 2 });
  expect(existsSync(fileOf(proxy.ref.key)) && existsSync(fileOf(strip.ref.key))).toBe(true);
});

test('a profile page is a PNG of one line of its frames, made once for all positions on the same pixel', async () => {
  const page = (position: number): MethodInput<'profile.page'> => ({
    ...{ projectId, of: { type: 'asset', id: asset.id }, line: { axis: 'column', position }, range: { startFrame: 2, endFrame: 10 } },
  });

  const first = await client.call('profile.page', page(0.5));
  const same = await client.call('profile.page', page(0.503));
  const other = await client.call('profile.page', page(0.51));

  expect(first).toMatchObject({ ref: { mimeType: 'image/png' }, startFrame: 2, frameCount: 8, linePixels: 72 });
  expect([same.ref.key === first.ref.key, other.ref.key === first.ref.key]).toEqual([true, false]);
  const png = await readFile(fileOf(first.ref.key));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([8, 72]);
});

test('a profile is saved as a PNG that replaces nothing unasked', async () => {
  const save = (path: string, overwrite = false) =>
    client.call('profile.save', {
      ...{ projectId, assetId: asset.id, runIds: [], line: { axis: 'row', position: 0.5 }, range: { startFrame: 0, endFrame: 12 } },
      ...{ path, overwrite },
    });
  const fractions: number[] = [];
  const stop = client.on('profile.progressed', ({ fraction }) => fractions.push(fraction));

  expect(await save(at('profile.png'))).toEqual({ path: at('profile.png'), width: 12, height: 128 });
  await expect(save(at('profile.png'))).rejects.toMatchObject({ code: 'output-exists' });
  expect(await save(at('profile.png'), true)).toMatchObject({ width: 12 });
  await expect(save(at('clip.mp4'), true)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(save(at('no such folder/profile.png'))).rejects.toMatchObject({ code: 'bad-input' });

  stop();
  expect(fractions.at(-1)).toBe(1);
});

test('a picture that was swept from the cache is made again', async () => {
  const { key } = await client.call('picture.still', still(5));
  await rm(fileOf(key));

  const again = await client.call('picture.still', still(5));

  expect(existsSync(fileOf(again.key))).toBe(true);
});

test('a frame that does not exist is refused with how many there are', async () => {
  await expect(client.call('picture.still', still(12))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('12 frames'),
  });
});

test('a request that is given up ends as canceled, and the next one works', async () => {
  const abort = new AbortController();
  const given = client.call('picture.still', still(7), { signal: abort.signal });

  abort.abort();

  await expect(given).rejects.toMatchObject({ code: 'canceled' });
  expect((await client.call('picture.still', still(7))).sizeBytes).toBeGreaterThan(0);
});

test('a file that is gone or was changed is told as such', async () => {
  await copyFile(at('clip.mp4'), at('take.mp4'));
  const { assets } = await client.call('asset.import', { projectId, paths: [at('take.mp4')] });
  const request = { ...still(0), of: { type: 'asset', id: assets[0]!.id } } as const;

  await copyFile(await makeClip(at('other.mp4'), { frames: 2 }), at('take.mp4'));
  await expect(client.call('picture.still', request)).rejects.toMatchObject({ code: 'media-changed' });
  await rm(at('take.mp4'));
  await expect(client.call('picture.still', request)).rejects.toMatchObject({ code: 'media-missing' });
});
