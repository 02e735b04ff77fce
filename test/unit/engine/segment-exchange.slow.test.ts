import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { InterchangeFormat, RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { Asset, EngineClient, JobId, Marker, ProjectId, Segment } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let clips: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let tape: string;
let untimed: string;
beforeAll(async () => {
  await installDefaultModel();
  clips = await temporaryFolder();
  tape = await makeClip(join(clips.path, 'tape 01.mov'), { frames: 30, video: ['-timecode', '10:00:00:00'] });
  untimed = await makeClip(join(clips.path, 'untimed.mp4'), { frames: 20, size: '32x32' });
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

async function makeProject(name: string): Promise<{ projectId: ProjectId; assets: Asset[] }> {
  await mkdir(at(name), { recursive: true });
  const { id: projectId } = await client.call('project.create', { path: at(`${name}/${name}.interweave`), name });
  const { assets } = await client.call('asset.import', { projectId, paths: [tape, untimed] });
  return { projectId, assets };
}

async function segmentsOf(projectId: ProjectId): Promise<Segment[]> {
  const { items } = await client.call('project.items', { projectId, cursor: null });
  return items.filter((item) => item.kind === 'segment').sort((a, b) => a.name.localeCompare(b.name));
}

interface Draft {
  readonly asset: Asset | undefined;
  readonly name: string;
  readonly frames: readonly [number, number];
  readonly prompt?: string;
}
async function addSegment(projectId: ProjectId, { asset, name, frames, prompt = '' }: Draft): Promise<SegmentId> {
  const id = SegmentId.parse(name);
  const fields = {
    name,
    inFrame: frames[0],
    outFrame: frames[1],
    prompt,
    recipe: RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' }),
  };
  if (asset === undefined) throw new Error('the clip was not imported');
  await client.call('project.edit', { projectId, edit: { type: 'segment.add', id, assetId: asset.id, fields } });
  return id;
}

test.each(InterchangeFormat.options)(
  '%s: segments of two clips go into another project, as one undo step, and not twice',
  async (format) => {
    const { projectId, assets } = await makeProject('one');
    await addSegment(projectId, { asset: assets[0], name: 'Opening', frames: [5, 20], prompt: 'rain,\n"on" glass' });
    await addSegment(projectId, { asset: assets[1], name: 'Ending', frames: [0, 20] });
    const path = at(`edit.${format}`);

    const written = await client.call('segments.export', { projectId, segmentIds: null, format, of: 'source', path });
    const other = await makeProject('two');
    const read = await client.call('segments.import', { projectId: other.projectId, path });

    expect(written).toEqual({ path, count: 2, remarks: [], moreRemarks: 0 });
    expect(read).toMatchObject({ count: 2, remarks: [], history: { undo: 'Import 2 segments' } });
    const segments = await segmentsOf(other.projectId);
    expect(segments).toMatchObject([
      { name: 'Ending', assetId: other.assets[1]?.id, inFrame: 0, outFrame: 20, prompt: '', record: { originFrame: 90_015 } },
      {
        name: 'Opening',
        assetId: other.assets[0]?.id,
        inFrame: 5,
        outFrame: 20,
        prompt: 'rain,\n"on" glass',
        record: { originFrame: 89_995 },
      },
    ]);
    expect(await client.call('segments.import', { projectId: other.projectId, path })).toMatchObject({
      count: 0,
      remarks: [{ where: '', message: '2 segments are in the project already and were not added again.' }],
    });
    await client.call('project.undo', { projectId: other.projectId });
    expect(await segmentsOf(other.projectId)).toEqual([]);
    await client.call('project.redo', { projectId: other.projectId });
    expect(await segmentsOf(other.projectId)).toEqual(segments);
  },
);

test('markers go along with the segments they lie in, as one undo step, and a frame that is marked already keeps its own', async () => {
  const mark = (projectId: ProjectId, { asset, markers }: { readonly asset: Asset | undefined; readonly markers: Marker[] }) => {
    if (asset === undefined) throw new Error('the clip was not imported');
    return client.call('project.edit', { projectId, edit: { type: 'asset.markers', id: asset.id, markers } });
  };
  const markersOf = async (projectId: ProjectId) => {
    const { items } = await client.call('project.items', { projectId, cursor: null });
    return items.flatMap((item) => (item.kind === 'asset' && item.name === 'tape 01.mov' ? (item.markers ?? []) : []));
  };
  const { projectId, assets } = await makeProject('one');
  const marks = [2, 5, 9, 19, 20].map((frame) => ({ frame, name: `Frame ${frame}` }));
  await mark(projectId, { asset: assets[0], markers: marks });
  await addSegment(projectId, { asset: assets[0], name: 'Opening', frames: [5, 20] });
  const path = at('marked.fcpxml');
  await client.call('segments.export', { projectId, segmentIds: null, format: 'fcpxml', of: 'source', path });

  const other = await makeProject('two');
  const own = { frame: 9, name: 'My own' };
  await mark(other.projectId, { asset: other.assets[0], markers: [own] });
  const read = await client.call('segments.import', { projectId: other.projectId, path });

  expect(read).toMatchObject({ count: 1, remarks: [], history: { undo: 'Import segment' } });
  expect(await markersOf(other.projectId)).toEqual([marks[1], own, marks[3]]);
  await client.call('project.undo', { projectId: other.projectId });
  expect([await segmentsOf(other.projectId), await markersOf(other.projectId)]).toEqual([[], [own]]);
  await client.call('project.redo', { projectId: other.projectId });

  // Again, with its segment there already: only a marker that was taken away comes back.
  await mark(other.projectId, { asset: other.assets[0], markers: [own] });
  expect(await client.call('segments.import', { projectId: other.projectId, path })).toMatchObject({
    count: 0,
    history: { undo: 'Import markers' },
  });
  expect(await markersOf(other.projectId)).toEqual([marks[1], own, marks[3]]);
});

test('a cut imported from an edit keeps its place in it when it is trimmed, split and exported again', async () => {
  const { projectId } = await makeProject('one');
  const list = [
    'TITLE: x',
    'FCM: NON-DROP FRAME',
    `001  AX V C 10:00:00:05 10:00:01:00 02:00:00:00 02:00:00:20`,
    '* FROM CLIP NAME: tape 01.mov',
  ];
  await writeFile(at('in.edl'), list.join('\n'));
  const { firstId } = await client.call('segments.import', { projectId, path: at('in.edl') });
  if (firstId === null) throw new Error('nothing was imported');
  await client.call('project.edit', { projectId, edit: { type: 'segment.update', id: firstId, changes: { inFrame: 7 } } });
  await client.call('project.edit', {
    projectId,
    edit: { type: 'segment.split', id: firstId, frame: 15, newId: SegmentId.parse('right') },
  });

  await client.call('segments.export', { projectId, segmentIds: null, format: 'edl', of: 'source', path: at('out.edl') });

  const events = (await readFile(at('out.edl'), 'utf8')).split('\r\n').filter((line) => /^\d/.test(line));
  expect(events).toEqual([
    '001  TAPE_01  V     C        10:00:00:07 10:00:00:15 02:00:00:02 02:00:00:10',
    '002  TAPE_01  V     C        10:00:00:15 10:00:01:00 02:00:00:10 02:00:00:20',
  ]);
});

test('what is not in the project, or no list, is told and changes nothing', async () => {
  const { projectId } = await makeProject('one');
  await writeFile(at('strange.csv'), 'file,in_frame,out_frame\nelsewhere.mov,0,5\ntape 01.mov,25,60\ntape 01.mov,40,60\n');

  const read = await client.call('segments.import', { projectId, path: at('strange.csv') });

  expect(await segmentsOf(projectId)).toMatchObject([{ name: 'tape 01', inFrame: 25, outFrame: 30 }]);
  expect(read).toMatchObject({
    count: 1,
    remarks: [
      {
        where: 'line 4',
        message: '10:00:01:15 to 10:00:02:10 is outside of tape 01.mov, which runs from 10:00:00:00 to 10:00:01:05. It was not taken.',
      },
      { where: 'line 2', message: 'No media of the project is "elsewhere.mov": one cut of it not taken. Import the file and try again.' },
      { where: 'line 3', message: 'It reaches 30 frames beyond tape 01.mov and was cut to what there is.' },
    ],
  });
  await expect(client.call('segments.import', { projectId, path: tape })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(client.call('segments.import', { projectId, path: at('gone.edl') })).rejects.toMatchObject({ code: 'not-found' });
});

test('an export replaces nothing unless that is said, and says so in a folder that is not there', async () => {
  const { projectId, assets } = await makeProject('one');
  await addSegment(projectId, { asset: assets[0], name: 'Opening', frames: [5, 20] });
  const wanted = { projectId, segmentIds: null, format: 'csv', of: 'source' } as const;
  await client.call('segments.export', { ...wanted, path: at('edit.csv') });

  await expect(client.call('segments.export', { ...wanted, path: at('edit.csv') })).rejects.toMatchObject({ code: 'output-exists' });
  expect(await client.call('segments.export', { ...wanted, path: at('edit.csv'), overwrite: true })).toMatchObject({ count: 1 });
  await expect(client.call('segments.export', { ...wanted, path: at('nowhere/edit.csv') })).rejects.toMatchObject({
    code: 'no-permission',
  });
});

test('restored segments are written at the places of their sources, with the timecode that is in the restored files', async () => {
  const { projectId, assets } = await makeProject('one');
  const opening = await addSegment(projectId, { asset: assets[0], name: 'Opening', frames: [10, 16] });
  const ending = await addSegment(projectId, { asset: assets[1], name: 'Ending', frames: [4, 8] });
  const waiting = await addSegment(projectId, { asset: assets[1], name: 'Waiting', frames: [8, 12] });
  const { jobs } = await client.call('restore.start', { projectId, segmentIds: [opening, ending], purpose: 'restore', directory: null });
  await Promise.all(jobs.map(done));
  // Trimmed since: the result still holds all of it.
  await client.call('project.edit', { projectId, edit: { type: 'segment.update', id: opening, changes: { inFrame: 12 } } });
  const wanted = { projectId, segmentIds: null, format: 'edl' } as const;

  await client.call('segments.export', { ...wanted, of: 'source', path: at('source.edl') });
  const { remarks, count } = await client.call('segments.export', { ...wanted, of: 'restored', path: at('restored.edl') });

  expect(count).toBe(2);
  expect(remarks).toEqual([{ where: 'Waiting', message: 'It has no result yet. Restore it first.' }]);
  expect(await eventsOf('source.edl')).toEqual([
    ['10:00:00:12', '10:00:00:16', '01:00:00:00', '01:00:00:04', 'tape 01.mov'],
    ['00:00:00:04', '00:00:00:08', '01:00:00:04', '01:00:00:08', 'untimed.mp4'],
    ['00:00:00:08', '00:00:00:12', '01:00:00:08', '01:00:00:12', 'untimed.mp4'],
  ]);
  expect(await eventsOf('restored.edl')).toEqual([
    ['10:00:00:12', '10:00:00:16', '01:00:00:00', '01:00:00:04', 'tape 01 - Opening.mp4'],
    ['00:00:00:00', '00:00:00:04', '01:00:00:04', '01:00:00:08', 'untimed - Ending.mp4'],
  ]);
  // The result is gone, and the other segment became longer than its result.
  await rename(at('one/one results/untimed - Ending.mp4'), at('elsewhere.mp4'));
  await client.call('project.edit', { projectId, edit: { type: 'segment.update', id: opening, changes: { inFrame: 9 } } });
  await expect(
    client.call('segments.export', { ...wanted, segmentIds: [opening, ending, waiting], of: 'restored', path: at('none.edl') }),
  ).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('None of these segments has a result') as string,
  });
});

async function eventsOf(file: string): Promise<string[][]> {
  const text = await readFile(at(file), 'utf8');
  const events = [...text.matchAll(/^\d+ .*? C +(.*)\r\n\* FROM CLIP NAME: (.*)\r$/gm)];
  return events.map(([, codes = '', name = '']) => [...codes.trim().split(' '), name]);
}

function done(id: JobId): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = client.on('job.changed', (job) => {
      if (job.id !== id || job.finishedAt === null) return;
      stop();
      if (job.state === 'done') resolve();
      else reject(new Error(job.error?.message ?? job.state));
    });
  });
}
