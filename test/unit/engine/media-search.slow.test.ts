import { appendFile, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SegmentId } from '../../../native/contract/index.ts';
import type { Asset, EngineClient, EventPayload, ProjectId } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { filesBelow } from '../../../native/engine/files-below.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let clips: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
beforeAll(async () => {
  clips = await temporaryFolder();
  await makeClip(join(clips.path, 'street.mp4'), { frames: 12 });
  await makeClip(join(clips.path, 'harbour.mp4'), { frames: 8, size: '32x32' });
  // The same film, encoded anew; and another one under the same name.
  await makeClip(join(clips.path, 'graded.mp4'), { frames: 12, video: ['-crf', '40'] });
  await makeClip(join(clips.path, 'longer.mp4'), { frames: 14 });
  engine = await openTestEngine(clips.path);
});
afterAll(async () => {
  await engine.close();
  await clips.remove();
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let client: EngineClient;
let projectId: ProjectId;
let street: Asset;
let harbour: Asset;
beforeEach(async () => {
  folder = await temporaryFolder();
  client = openWindow(engine);
  await mkdir(at('film/tapes'), { recursive: true });
  await mkdir(at('archive/2019/tape 7'), { recursive: true });
  for (const name of ['street.mp4', 'harbour.mp4']) await copyFile(join(clips.path, name), at(`film/tapes/${name}`));
  ({ id: projectId } = await client.call('project.create', { path: at('film/Film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [at('film/tapes')] });
  street = assets.find(({ name }) => name === 'street.mp4')!;
  harbour = assets.find(({ name }) => name === 'harbour.mp4')!;
  const edit = { type: 'segment.add', id: SegmentId.parse('s'), assetId: street.id, fields: { inFrame: 2, outFrame: 12 } } as const;
  await client.call('project.edit', { projectId, edit });
});
afterEach(async () => {
  client.close();
  await folder.remove();
});
const at = (name: string): string => join(folder.path, name);
const search = (place: string, stream: string | null = null) => client.call('asset.search', { projectId, folder: at(place), stream });
const missing = async (): Promise<unknown> => (await client.call('asset.check', { projectId })).missing;

test('every missing file is found at once, whatever it is called now, and all are linked in one undo step', async () => {
  await rename(at('film/tapes/street.mp4'), at('archive/2019/tape 7/Strasse (1).mov'));
  await rename(at('film/tapes/harbour.mp4'), at('archive/harbour.mp4'));
  const seen: EventPayload<'asset.searched'>[] = [];
  client.on('asset.searched', (event) => seen.push(event));

  const { matches, moreMatches } = await search('archive', 'mine');

  expect(moreMatches).toBe(0);
  expect(matches).toHaveLength(2);
  expect(matches).toContainEqual({ id: street.id, path: at('archive/2019/tape 7/Strasse (1).mov'), match: 'same' });
  expect(matches).toContainEqual({ id: harbour.id, path: at('archive/harbour.mp4'), match: 'same' });
  expect(seen[0]).toMatchObject({ stream: 'mine', folder: at('archive') });

  const { history, diff } = await client.call('asset.relink', { projectId, links: matches.map(({ id, path }) => ({ id, path })) });
  expect(history.undo).toBe('Relink 2 clips');
  expect(diff.updated).toHaveLength(2);
  expect(await missing()).toEqual([]);

  const undone = await client.call('project.undo', { projectId });
  expect(undone.diff.updated.map(([, item]) => item)).toEqual(expect.arrayContaining([street, harbour]));
});

test('a file of the same name, length and size is offered as another one, and linked only by force', async () => {
  await rm(at('film/tapes/street.mp4'));
  await copyFile(join(clips.path, 'graded.mp4'), at('archive/2019/STREET.mp4'));

  const { matches } = await search('archive');

  const path = at('archive/2019/STREET.mp4');
  expect(matches).toEqual([{ id: street.id, path, match: 'alike' }]);
  await expect(client.call('asset.relink', { projectId, links: [{ id: street.id, path }] })).rejects.toMatchObject({
    code: 'media-changed',
  });
  const { history } = await client.call('asset.relink', { projectId, links: [{ id: street.id, path, force: true }] });
  expect(history.undo).toBe('Relink "street.mp4"');
});

test('a file of the same name but another length, or of the same size but other bytes, is no match', async () => {
  const bytes = await readFile(at('film/tapes/harbour.mp4'));
  await rm(at('film/tapes/street.mp4'));
  await rm(at('film/tapes/harbour.mp4'));
  await copyFile(join(clips.path, 'longer.mp4'), at('archive/street.mp4'));
  bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 1;
  await writeFile(at('archive/other.mp4'), bytes);
  await writeFile(at('archive/2019/harbour.mp4'), 'not a video');

  expect(await search('archive')).toMatchObject({ matches: [] });
});

test('one link that cannot be made leaves the others unmade too', async () => {
  await rename(at('film/tapes/street.mp4'), at('archive/street.mp4'));
  await rename(at('film/tapes/harbour.mp4'), at('archive/harbour.mp4'));
  const { matches } = await search('archive');
  await appendFile(at('archive/harbour.mp4'), 'changed since');

  const links = matches.map(({ id, path }) => ({ id, path }));
  await expect(client.call('asset.relink', { projectId, links })).rejects.toMatchObject({ code: 'media-changed' });

  expect(await missing()).toHaveLength(2);
});

test('a folder of pictures is found under its own name', async () => {
  await mkdir(at('film/frames'));
  for (const number of [1, 2, 3]) {
    await makeClip(at(`film/frames/shot${number}.png`), { frames: 1, sound: false, video: ['-c:v', 'png', '-pix_fmt', 'rgb24'] });
  }
  const link = { id: street.id, path: at('film/frames'), force: true };
  await client.call('project.edit', { projectId, edit: { type: 'segment.remove', ids: [SegmentId.parse('s')] } });
  await client.call('asset.relink', { projectId, links: [link] });
  await rename(at('film/frames'), at('archive/2019/frames'));

  expect(await search('archive')).toMatchObject({ matches: [{ id: street.id, path: at('archive/2019/frames'), match: 'same' }] });
});

test('a search can be canceled, and says what is wrong with its folder', async () => {
  await rm(at('film/tapes/street.mp4'));
  const abort = new AbortController();

  const searching = client.call('asset.search', { projectId, folder: at('archive') }, { signal: abort.signal });
  abort.abort();

  await expect(searching).rejects.toMatchObject({ code: 'canceled' });
  await expect(search('nowhere')).rejects.toMatchObject({ code: 'not-found' });
  await expect(search('film/tapes/harbour.mp4')).rejects.toMatchObject({ code: 'bad-input' });
});

test('a walk through folders stops where it is when it is aborted', async () => {
  await writeFile(at('archive/first.mp4'), '');
  await writeFile(at('archive/second.mp4'), '');
  const abort = new AbortController();
  const seen: string[] = [];
  const walk = async (): Promise<void> => {
    for await (const { path } of filesBelow(at('archive'), { signal: abort.signal })) {
      seen.push(path);
      if (path === at('archive/first.mp4')) abort.abort();
    }
  };

  await expect(walk()).rejects.toMatchObject({ name: 'AbortError' });

  expect(seen).not.toContain(at('archive/second.mp4'));
});
