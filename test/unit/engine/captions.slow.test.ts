import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppSettings, CaptionSettings, DiffVsrRecipe, SegmentId, promptOf } from '../../../native/contract/index.ts';
import type { EngineClient, EventPayload, ProjectId, Segment } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { startCaptionServer } from '../../fixtures/caption-server.ts';
import type { CaptionServer } from '../../fixtures/caption-server.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

const key = 'sk-very-secret-key-0123456789';
const ids = ['a', 'b', 'c'].map((id) => SegmentId.parse(id));
let server: CaptionServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let projectId: ProjectId;
const askedFor: string[] = [];

beforeAll(async () => {
  server = await startCaptionServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await temporaryFolder();
  const captionKey = async (origin: string) => {
    askedFor.push(origin);
    return { key, from: 'environment' as const };
  };
  engine = await openTestEngine(folder.path, { captionKey });
  client = openWindow(engine);
  await makeClip(at('clip.mp4'), { frames: 24, size: '128x72' });
  ({ id: projectId } = await client.call('project.create', { path: at('film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [at('clip.mp4')] });
  for (const [index, id] of ids.entries()) {
    const fields = { inFrame: index * 8, outFrame: index * 8 + 8, recipe: DiffVsrRecipe.parse({ pipeline: 'diffvsr' }) };
    await client.call('project.edit', { projectId, edit: { type: 'segment.add', id, assetId: assets[0]!.id, fields } });
  }
  server.requests.length = 0;
  askedFor.length = 0;
});
afterEach(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});

const at = (name: string): string => join(folder.path, name);
async function switchOn(changes: Partial<CaptionSettings> = {}): Promise<void> {
  const captions = CaptionSettings.parse({ enabled: true, baseUrl: server.baseUrl, model: 'see-1', ...changes });
  await client.call('settings.set', { captions });
}
async function segments(): Promise<Segment[]> {
  const { items } = await client.call('project.items', { projectId, cursor: null });
  return items.filter((item) => item.kind === 'segment');
}
const prompts = async (): Promise<string[]> => (await segments()).map((segment) => promptOf(segment).prompt);

test('nothing is sent until it is switched on', async () => {
  for (const settings of [{ enabled: false }, { model: '' }]) {
    await switchOn(settings);

    expect((await client.call('caption.status', {})).usable).toBe(false);
    await expect(client.call('caption.describe', { projectId, segmentId: ids[0]! })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client.call('caption.describeAll', { projectId, segmentIds: null })).rejects.toMatchObject({ code: 'forbidden' });
  }
  await client.call('caption.frames', { projectId, segmentId: ids[0]! });

  expect(server.requests).toEqual([]);
});

test('what is shown is what is sent; the answer streams in, says where it is from, and is known the next time', async () => {
  await switchOn({ frames: 3, frameSidePx: 128 });
  server.behave({ type: 'stream', words: ['A wet ', 'street', '.'], pauseMs: 120 });
  const streamed: EventPayload<'caption.streamed'>[] = [];
  client.on('caption.streamed', (event) => streamed.push(event));
  const { frames } = await client.call('caption.frames', { projectId, segmentId: ids[1]! });

  const { caption, cached } = await client.call('caption.describe', { projectId, segmentId: ids[1]!, stream: 'x' });
  const again = await client.call('caption.describe', { projectId, segmentId: ids[1]! });
  const afresh = await client.call('caption.describe', { projectId, segmentId: ids[1]!, again: true });

  expect(frames.map(({ frame }) => frame)).toEqual([9, 12, 14]);
  const files = await Promise.all(frames.map(({ ref }) => readFile(engine.mediaFile(ref.key) ?? '')));
  expect(server.requests[0]?.images.map((image) => image.equals(files.shift()!))).toEqual([true, true, true]);
  expect(caption).toMatchObject({ text: 'A wet street.', model: 'see-1', endpointHost: server.host, frames: [9, 12, 14] });
  expect([cached, again.cached, afresh.cached]).toEqual([false, true, false]);
  expect(again.caption).toEqual(caption);
  expect(server.requests.length).toBe(2);
  expect(streamed.every(({ stream }) => stream === 'x')).toBe(true);
  expect(streamed.length).toBeGreaterThan(1);
  expect(await prompts()).toEqual(['', '', '']);
});

test('a prompt keeps where it came from, through undo, redo and reopening', async () => {
  await switchOn();
  server.behave({ type: 'whole', text: 'A wet street.' });
  const { caption } = await client.call('caption.describe', { projectId, segmentId: ids[0]! });
  const recipe = DiffVsrRecipe.parse({ pipeline: 'diffvsr', prompt: caption.text });
  const changes = { prompt: caption.text, recipe, caption };
  await client.call('project.edit', { projectId, edit: { type: 'segment.update', id: ids[0]!, changes } });
  expect((await client.call('project.undo', { projectId })).history.redo).toBe('Change prompt');
  await client.call('project.redo', { projectId });
  await client.call('project.close', { projectId });

  await client.call('project.open', { path: at('film.interweave') });

  expect((await segments())[0]).toMatchObject({ prompt: 'A wet street.', caption, recipe: { prompt: 'A wet street.' } });
});

test('all segments: each gets its prompt, one that fails stops nobody, and it is one undo step', async () => {
  await switchOn();
  server.behave(
    { type: 'whole', text: 'First.' },
    { type: 'refuse', status: 500, body: { error: { message: 'out of VRAM' } } },
    { type: 'whole', text: 'Third.' },
  );
  const progress: EventPayload<'caption.progressed'>[] = [];
  client.on('caption.progressed', (event) => progress.push(event));

  const result = await client.call('caption.describeAll', { projectId, segmentIds: null, stream: 'x' });

  expect(result).toMatchObject({ described: 2, skipped: 0, failed: 1, failures: [{ segmentId: 'b', name: 'Segment 2' }] });
  expect(result.failures[0]?.error.message).toContain('out of VRAM');
  expect(await prompts()).toEqual(['First.', '', 'Third.']);
  expect(progress.map(({ segmentId, done, failed, total }) => [segmentId, done, failed, total])).toEqual([
    ['a', 0, 0, 3],
    ['b', 1, 0, 3],
    ['c', 2, 1, 3],
    [null, 3, 1, 3],
  ]);

  await client.call('project.undo', { projectId });
  expect(await prompts()).toEqual(['', '', '']);
});

test('all segments: those with a prompt are left alone unless asked, and an endpoint that wants a moment gets it', async () => {
  await switchOn();
  const recipe = DiffVsrRecipe.parse({ pipeline: 'diffvsr', prompt: 'Mine.' });
  await client.call('project.edit', { projectId, edit: { type: 'segment.update', id: ids[1]!, changes: { recipe } } });
  server.behave({ type: 'refuse', status: 429, headers: { 'retry-after': '1' } }, { type: 'whole', text: 'Theirs.' });

  const result = await client.call('caption.describeAll', { projectId, segmentIds: ids });

  expect(result).toEqual({ described: 2, skipped: 1, failed: 0, failures: [] });
  expect(await prompts()).toEqual(['Theirs.', 'Mine.', 'Theirs.']);
  expect(server.requests.length).toBe(3);
  await client.call('caption.describeAll', { projectId, segmentIds: [ids[1]!], overwrite: true });
  expect(await prompts()).toEqual(['Theirs.', 'Theirs.', 'Theirs.']);
});

test('all segments: a wrong key ends it at once, and cancelling keeps what is there', async () => {
  await switchOn();
  server.behave({ type: 'refuse', status: 401 });
  await expect(client.call('caption.describeAll', { projectId, segmentIds: null })).rejects.toMatchObject({ code: 'unauthorized' });
  expect(server.requests.length).toBe(1);

  server.behave({ type: 'whole', text: 'First.' }, { type: 'silent' });
  const abort = new AbortController();
  client.on('caption.progressed', ({ segmentId }) => segmentId === 'b' && abort.abort());
  const described = client.call('caption.describeAll', { projectId, segmentIds: null, stream: 'x' }, { signal: abort.signal });

  await expect(described).rejects.toMatchObject({ code: 'canceled' });
  expect(await prompts()).toEqual(['First.', '', '']);
});

test('trying sends colour bars and reports, on or off', async () => {
  server.behave({ type: 'whole', text: 'Colour bars.' });

  const tried = await client.call('caption.try', { settings: CaptionSettings.parse({ baseUrl: server.baseUrl, model: 'see-1' }) });

  expect(tried).toMatchObject({ text: 'Colour bars.', endpointHost: server.host });
  expect(server.requests[0]?.images[0]?.equals(await readFile(engine.mediaFile(tried.picture.key) ?? ''))).toBe(true);
});

test('the words that a segment had before are remembered, each once', async () => {
  const say = (prompt: string, gesture: string) =>
    client.call('project.edit', {
      projectId,
      gesture,
      edit: { type: 'segment.update', id: ids[0]!, changes: { prompt, recipe: DiffVsrRecipe.parse({ pipeline: 'diffvsr', prompt }) } },
    });
  await say('a', 'one');
  await say('a street', 'one');
  await say('rain', 'two');
  await say('a street', 'three');
  await say('snow', 'four');
  await client.call('project.edit', { projectId, edit: { type: 'segment.update', id: ids[0]!, changes: { name: 'Other' } } });

  const { prompts: past } = await client.call('project.pastPrompts', { projectId, segmentId: ids[0]! });

  expect(past.map(({ prompt }) => prompt)).toEqual(['a street', 'rain']);
  expect((await client.call('project.pastPrompts', { projectId, segmentId: ids[1]! })).prompts).toEqual([]);
});

test('the key is asked for by origin, goes with the request, and is in no file', async () => {
  await switchOn();
  server.behave({ type: 'whole', text: 'A wet street.' });
  await client.call('caption.describeAll', { projectId, segmentIds: null });
  await client.call('project.close', { projectId });

  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
  expect(new Set(askedFor)).toEqual(new Set([server.baseUrl.replace(/\/v1$/, '')]));
  const names = (await readdir(folder.path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(names.length).toBeGreaterThan(4);
  for (const { parentPath, name } of names) expect((await readFile(join(parentPath, name))).includes(key)).toBe(false);
});

test('settings: parts are replaced, everybody is told, and a damaged file is set aside', async () => {
  const told: AppSettings[] = [];
  client.on('settings.changed', (settings) => told.push(settings));
  const preset = { id: 'p', name: 'Film', suffix: '35mm film', negativePrompt: 'video' };
  await switchOn({ frames: 2 });
  await client.call('settings.set', { promptPresets: [preset] });

  const settings = await client.call('settings.get', {});
  expect(settings).toMatchObject({ captions: { enabled: true, frames: 2 }, promptPresets: [preset] });
  expect(told.at(-1)).toEqual(settings);
  await expect(
    client.call('settings.set', { captions: { ...settings.captions, baseUrl: 'http://user:secret@host/v1' } }),
  ).rejects.toMatchObject({ code: 'bad-input' });

  await writeFile(at('data/settings.json'), '{"captions": {"enabled": true, "mod');
  expect(await client.call('settings.get', {})).toEqual(AppSettings.parse({}));
  await switchOn();
  expect(await readFile(at('data/settings.damaged.json'), 'utf8')).toContain('"mod');
});
