import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, afterAll, beforeEach, expect, test } from 'vitest';
import { SegmentId } from '../../../native/contract/index.ts';
import type { Asset, EngineClient, EventPayload, ProjectId, ProjectItem } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let clips: Awaited<ReturnType<typeof temporaryFolder>>;
let clip: string;
let otherClip: string;
let engine: Engine;
beforeAll(async () => {
  clips = await temporaryFolder();
  clip = await makeClip(join(clips.path, 'clip.mp4'), { frames: 12 });
  otherClip = await makeClip(join(clips.path, 'other.mp4'), { frames: 6, size: '32x32' });
  // One engine for all tests, as in a long evening: it remembers the two clips.
  engine = await openTestEngine(clips.path);
});
afterAll(async () => {
  await engine.close();
  await clips.remove();
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let client: EngineClient;
beforeEach(async () => {
  folder = await temporaryFolder();
  client = openWindow(engine);
});
afterEach(async () => {
  client.close();
  await folder.remove();
});

const at = (name: string): string => join(folder.path, name);
async function projectWith(...paths: string[]): Promise<{ projectId: ProjectId; assets: Asset[] }> {
  await mkdir(at('film'), { recursive: true });
  const { id: projectId } = await client.call('project.create', { path: at('film/film.interweave'), name: 'Film' });
  if (paths.length === 0) return { projectId, assets: [] };
  const { assets } = await client.call('asset.import', { projectId, paths });
  return { projectId, assets };
}
async function items(projectId: ProjectId): Promise<ProjectItem[]> {
  return (await client.call('project.items', { projectId, cursor: null })).items;
}
const addSegment = (id: string, assetId: Asset['id'], inFrame = 2, outFrame = 9) =>
  ({ type: 'segment.add', id: SegmentId.parse(id), assetId, fields: { inFrame, outFrame } }) as const;

test('create, import, edit, undo, reopen: everything is in place', async () => {
  const { projectId, assets } = await projectWith(clip);
  await client.call('project.edit', { projectId, edit: addSegment('s', assets[0]!.id) });
  await client.call('project.edit', {
    projectId,
    edit: { type: 'segment.split', id: SegmentId.parse('s'), frame: 5, newId: SegmentId.parse('t') },
  });
  await client.call('project.undo', { projectId });
  const before = await items(projectId);
  await client.call('project.close', { projectId });

  const head = await client.call('project.open', { path: at('film/film.interweave') });

  expect(await items(head.id)).toEqual(before);
  expect(before.filter((item) => item.kind === 'segment')).toMatchObject([{ id: 's', inFrame: 2, outFrame: 9 }]);
  expect(head.history.redo).not.toBeNull();
  expect((await client.call('project.recent', {})).projects).toContainEqual(
    expect.objectContaining({ path: at('film/film.interweave'), name: 'Film', exists: true }),
  );
});

test('a name without the extension gets it', async () => {
  const head = await client.call('project.create', { path: at('Holiday 2.1'), name: 'Holiday' });

  expect(head.path).toBe(at('Holiday 2.1.interweave'));
});

test('two windows on one project see each other edits, and it stays open until both have closed it', async () => {
  const { projectId, assets } = await projectWith(clip);
  const second = openWindow(engine);
  const seen: EventPayload<'project.changed'>[] = [];
  second.on('project.changed', (event) => seen.push(event));
  await second.call('project.open', { path: at('film/film.interweave') });

  const { diff } = await client.call('project.edit', { projectId, edit: addSegment('s', assets[0]!.id) });
  await client.call('project.close', { projectId });
  await second.call('project.undo', { projectId });
  await second.call('project.close', { projectId });

  expect(seen.map((event) => event.diff.added.length + event.diff.removed.length)).toEqual([1, 1]);
  expect(seen[0]?.diff).toEqual(diff);
  await expect(second.call('project.undo', { projectId })).rejects.toMatchObject({ code: 'not-found' });
  second.close();
});

test('another engine is told that the project is open elsewhere', async () => {
  await projectWith();
  const elsewhere = await openTestEngine(at('elsewhere'));
  const stranger = openWindow(elsewhere);

  await expect(stranger.call('project.open', { path: at('film/film.interweave') })).rejects.toMatchObject({ code: 'project-locked' });

  stranger.close();
  await elsewhere.close();
});

test('a project whose only window went away is closed, and another engine may open it', async () => {
  await projectWith();
  const elsewhere = await openTestEngine(at('elsewhere'));
  const stranger = openWindow(elsewhere);

  client.close();

  await expect.poll(() => stranger.call('project.open', { path: at('film/film.interweave') })).toMatchObject({ name: 'Film' });
  stranger.close();
  await elsewhere.close();
});

test('an import of files and folders is one undo step; what cannot be used is listed and the rest goes on', async () => {
  const footage = at('footage');
  await mkdir(join(footage, 'day 2/.trash'), { recursive: true });
  await copyFile(clip, join(footage, 'a.mp4'));
  await copyFile(otherClip, join(footage, 'day 2/b.MP4'));
  await copyFile(clip, join(footage, 'day 2/.trash/deleted.mp4'));
  await writeFile(join(footage, 'broken.mkv'), 'not a film');
  await writeFile(join(footage, 'notes.txt'), 'not media');
  const { projectId } = await projectWith(clip);

  const reply = await client.call('asset.import', { projectId, paths: [footage, clip, at('nowhere.mp4'), 'relative.mp4'] });
  const undone = await client.call('project.undo', { projectId });

  expect(reply.assets.map((asset) => [asset.name, asset.media.video.frameCount])).toEqual([
    ['a.mp4', 12],
    ['b.MP4', 6],
  ]);
  expect(Object.fromEntries(reply.refused.map(({ path, error }) => [path, error.code]))).toEqual({
    [join(footage, 'broken.mkv')]: 'media-unreadable',
    [clip]: 'conflict',
    [at('nowhere.mp4')]: 'media-missing',
    'relative.mp4': 'bad-input',
  });
  expect(reply.history.undo).toBe('Import 2 files');
  expect(undone.diff.removed).toHaveLength(2);
});

test('an import too large for one message is told whole by events', async () => {
  const sounds = Array.from({ length: 6 }, () => ['-map', '1:a']).flat();
  const wordy = ['-map', '0:v', ...sounds, '-metadata:s:a', `title=${'a long title '.repeat(250)}`];
  await mkdir(at('many'));
  await makeClip(at('many/0.mkv'), { frames: 1, video: wordy });
  for (let i = 1; i < 5; i += 1) await copyFile(at('many/0.mkv'), at(`many/${i}.mkv`));
  const { projectId } = await projectWith();
  const told = new Set<string>();
  client.on('project.changed', ({ diff }) => diff.added.forEach((item) => told.add(item.id)));

  const { assets } = await client.call('asset.import', { projectId, paths: [at('many')] });
  const { diff } = await client.call('project.undo', { projectId });

  expect(told.size).toBe(5);
  expect(assets.length).toBeGreaterThan(0);
  expect(assets.length).toBeLessThan(5);
  expect(diff).toEqual({ added: [], updated: [], removed: [] });
});

test('media that moved along with the project is found by itself', async () => {
  await mkdir(at('film/media'), { recursive: true });
  await copyFile(clip, at('film/media/take.mp4'));
  const { projectId } = await projectWith(at('film/media/take.mp4'));
  await client.call('project.close', { projectId });

  await rename(at('film'), at('moved film'));
  const { id } = await client.call('project.open', { path: at('moved film/film.interweave') });

  expect(await client.call('asset.check', { projectId: id })).toEqual({ missing: [] });
});

test('media that moved by itself is suggested by its content, and relinked', async () => {
  await mkdir(at('film/media'), { recursive: true });
  await copyFile(clip, at('film/media/take.mp4'));
  await copyFile(otherClip, at('film/media/decoy.mp4'));
  const { projectId, assets } = await projectWith(at('film/media/take.mp4'));
  const { id } = assets[0]!;
  await mkdir(at('archive/1999'), { recursive: true });
  await rename(at('film/media/take.mp4'), at('archive/1999/renamed.mp4'));

  const { missing } = await client.call('asset.check', { projectId });
  const path = missing[0]?.suggestedPath ?? '';
  const { diff, history } = await client.call('project.edit', { projectId, edit: { type: 'asset.relink', id, path } });

  expect(missing).toEqual([{ id, suggestedPath: at('archive/1999/renamed.mp4') }]);
  expect(diff.updated[0]?.[1]).toMatchObject({ id, path, relativePath: '../archive/1999/renamed.mp4' });
  expect(history.undo).toMatch(/take\.mp4/);
  expect(await client.call('asset.check', { projectId })).toEqual({ missing: [] });
});

test('a relink to another file is refused, unless it is meant and long enough for the segments', async () => {
  const { projectId, assets } = await projectWith(clip);
  const { id } = assets[0]!;
  const relink = (force: boolean) => client.call('project.edit', { projectId, edit: { type: 'asset.relink', id, path: otherClip, force } });
  await client.call('project.edit', { projectId, edit: addSegment('s', id) });

  await expect(relink(false)).rejects.toMatchObject({ code: 'media-changed' });
  await expect(relink(true)).rejects.toMatchObject({ code: expect.stringMatching(/conflict|bad-input|media-changed/) });
  await client.call('project.edit', { projectId, edit: { type: 'segment.remove', ids: [SegmentId.parse('s')] } });
  const { diff } = await relink(true);

  expect(diff.updated[0]?.[1]).toMatchObject({ id, media: { video: { frameCount: 6 } } });
});

test('a file that was changed under the project counts as missing', async () => {
  await copyFile(clip, at('take.mp4'));
  const { projectId, assets } = await projectWith(at('take.mp4'));

  await copyFile(otherClip, at('take.mp4'));

  const { missing } = await client.call('asset.check', { projectId });

  expect(missing).toMatchObject([{ id: assets[0]?.id }]);
});

test.each([
  { what: 'a project that is not there', path: 'none.interweave', code: 'project-missing' },
  { what: 'a file that is no project', path: 'text.interweave', code: 'project-corrupt' },
])('$what is refused and the engine goes on', async ({ path, code }) => {
  await writeFile(at('text.interweave'), 'not a project at all, only text');

  await expect(client.call('project.open', { path: at(path) })).rejects.toMatchObject({ code });

  expect((await client.call('engine.info', {})).version).toBe('test');
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that may not be read is refused in words', async () => {
  await copyFile(clip, at('private.mp4'));
  await chmod(at('private.mp4'), 0);

  await expect(client.call('media.probe', { path: at('private.mp4') })).rejects.toMatchObject({ code: 'no-permission' });
});

test('without ffmpeg the engine runs, says so, and says what to do', async () => {
  const bare = await openTestEngine(at('bare'), { ffmpegPath: at('no ffmpeg here') });
  const window = openWindow(bare);

  const { ffmpeg } = await window.call('engine.info', {});
  await expect(window.call('media.probe', { path: clip })).rejects.toMatchObject({ code: 'ffmpeg-missing' });

  expect(ffmpeg).toBeNull();
  expect((await window.call('project.create', { path: at('bare film'), name: 'Film' })).name).toBe('Film');
  window.close();
  await bare.close();
});

test('folders of the engine machine are listed, folders first, with what each file is', async () => {
  await mkdir(at('list/b folder'), { recursive: true });
  for (const name of ['clip 10.MOV', 'clip 9.mp4', 'x.interweave', 'net.param', 'readme.txt', '.hidden'])
    await writeFile(at(`list/${name}`), 'abc');

  const { entries, parent, truncated } = await client.call('files.list', { directory: at('list') });

  expect(entries.map(({ name, type }) => [name, type])).toEqual([
    ['b folder', 'folder'],
    ['clip 9.mp4', 'media'],
    ['clip 10.MOV', 'media'],
    ['net.param', 'model'],
    ['readme.txt', 'other'],
    ['x.interweave', 'project'],
  ]);
  expect({ parent, truncated }).toEqual({ parent: folder.path, truncated: false });
  await expect(client.call('files.list', { directory: at('nowhere') })).rejects.toMatchObject({ code: 'not-found' });
  await expect(client.call('files.list', { directory: at('list/readme.txt') })).rejects.toMatchObject({ code: 'bad-input' });
  expect((await client.call('files.list', { directory: null })).directory).not.toBe('');
});

test('a folder too large for one message is cut and says so', async () => {
  await mkdir(at('large'));
  for (let i = 0; i < 500; i += 1) await writeFile(at(`large/${'long name '.repeat(9)}${i}.mp4`), '');

  const { entries, truncated } = await client.call('files.list', { directory: at('large') });

  expect(truncated).toBe(true);
  expect(entries.length).toBeGreaterThan(100);
  expect(existsSync(entries[0]?.path ?? '')).toBe(true);
});
