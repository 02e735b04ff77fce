import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SegmentId } from '../../../native/contract/index.ts';
import type { EngineClient, ProjectId, ProjectItem } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let clips: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let clip: string;
beforeAll(async () => {
  clips = await temporaryFolder();
  clip = await makeClip(join(clips.path, 'clip.mp4'), { frames: 12 });
  engine = await openTestEngine(clips.path);
});
afterAll(async () => {
  await engine.close();
  await clips.remove();
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let client: EngineClient;
let projectId: ProjectId;
beforeEach(async () => {
  folder = await temporaryFolder();
  client = openWindow(engine);
  await mkdir(at('film/tapes'), { recursive: true });
  await mkdir(at('elsewhere'));
  await copyFile(clip, at('film/tapes/clip.mp4'));
  ({ id: projectId } = await client.call('project.create', { path: at('film/Film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [at('film/tapes/clip.mp4')] });
  const edit = { type: 'segment.add', id: SegmentId.parse('s'), assetId: assets[0]!.id, fields: { inFrame: 2, outFrame: 9 } } as const;
  await client.call('project.edit', { projectId, edit });
});
afterEach(async () => {
  client.close();
  await folder.remove();
});
const at = (name: string): string => join(folder.path, name);
const items = async (id: ProjectId): Promise<ProjectItem[]> => (await client.call('project.items', { projectId: id, cursor: null })).items;

test('a copy is open beside its original, with its history, and edits of one do not show in the other', async () => {
  const { path } = await client.call('project.saveCopy', { projectId, path: at('elsewhere/Second try') });
  const copy = await client.call('project.open', { path });
  const edit = { type: 'segment.split', id: SegmentId.parse('s'), frame: 5, newId: SegmentId.parse('t') } as const;
  await client.call('project.edit', { projectId: copy.id, edit });

  expect(path).toBe(at('elsewhere/Second try.interweave'));
  expect(copy).toMatchObject({ name: 'Second try', history: { undo: 'Add segment' } });
  expect(copy.id).not.toBe(projectId);
  expect((await items(projectId)).filter(({ kind }) => kind === 'segment')).toHaveLength(1);
  const inCopy = await items(copy.id);
  expect(inCopy.filter(({ kind }) => kind === 'segment')).toHaveLength(2);
  expect(inCopy.find(({ kind }) => kind === 'asset')).toMatchObject({ relativePath: '../film/tapes/clip.mp4' });
  expect(await client.call('asset.check', { projectId: copy.id })).toEqual({ missing: [] });
});

test('media that moved along with the project are found from the copy', async () => {
  await client.call('project.close', { projectId });
  await rename(at('film'), at('moved'));
  const moved = await client.call('project.open', { path: at('moved/Film.interweave') });

  const { path } = await client.call('project.saveCopy', { projectId: moved.id, path: at('elsewhere/Copy.interweave') });
  const copy = await client.call('project.open', { path });

  expect(await client.call('asset.check', { projectId: copy.id })).toEqual({ missing: [] });
  expect((await items(copy.id)).find(({ kind }) => kind === 'asset')).toMatchObject({ path: at('moved/tapes/clip.mp4') });
});

test('a copy replaces no file, and leaves none behind where it cannot be made', async () => {
  await writeFile(at('elsewhere/Taken.interweave'), 'not yours');

  await expect(client.call('project.saveCopy', { projectId, path: at('elsewhere/Taken') })).rejects.toMatchObject({
    code: 'output-exists',
  });
  await expect(client.call('project.saveCopy', { projectId, path: at('film/Film') })).rejects.toMatchObject({ code: 'output-exists' });
  await expect(client.call('project.saveCopy', { projectId, path: at('nowhere/Copy') })).rejects.toMatchObject({ code: 'not-found' });

  expect(await readFile(at('elsewhere/Taken.interweave'), 'utf8')).toBe('not yours');
  expect(await items(projectId)).toHaveLength(3);
});
