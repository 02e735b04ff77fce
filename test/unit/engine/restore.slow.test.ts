import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DiffVsrRecipe, OutputSettings, RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { AppError, Asset, EngineClient, Job, JobId, MethodOutput, ModelCard, ProjectId, Run } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { defaultModel, installDefaultModel } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let clip: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  clip = at('Harbour.mp4');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=25'];
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
  // As long a sound as a picture, which `makeClip` does not promise.
  await ffmpeg(...picture, ...tone, '-t', '0.4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', clip);
  engine = await openTestEngine(folder.path);
  client = openWindow(engine);
});
afterAll(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});
const at = (name: string): string => join(folder.path, name);

let count = 0;
let projectId: ProjectId;
let asset: Asset;
beforeEach(async () => {
  count += 1;
  await mkdir(at(`p${count}`));
  ({ id: projectId } = await client.call('project.create', { path: at(`p${count}/Film.interweave`), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [clip] });
  asset = assets[0]!;
});

const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' });
async function addSegment(id: string, fields: object = {}): Promise<SegmentId> {
  const segmentId = SegmentId.parse(id);
  const edit = { type: 'segment.add', id: segmentId, assetId: asset.id, fields: { inFrame: 2, outFrame: 6, recipe, ...fields } } as const;
  await client.call('project.edit', { projectId, edit });
  return segmentId;
}
function ended(id: JobId, by: EngineClient = client): Promise<Job> {
  return new Promise((resolve) => {
    const look = (job: Job): void => (job.id === id && job.finishedAt !== null ? resolve(job) : undefined);
    by.on('job.changed', look);
    void by.call('job.list', { cursor: null }).then(({ items }) => items.forEach(look));
  });
}

test('a restore ends in a checked file beside the project, a saved run, a measured speed and an estimate', async () => {
  const segmentId = await addSegment('s');
  const runsTold: Run[] = [];
  const cardsTold: ModelCard[] = [];
  client.on('run.changed', ({ run }) => runsTold.push(run));
  client.on('model.changed', (card) => cardsTold.push(card));

  const { jobs } = await client.call('restore.start', { projectId, segmentIds: [segmentId], purpose: 'restore', directory: null });
  const job = await ended(jobs[0]!);

  expect(job).toMatchObject({ state: 'done', error: null, outputPath: at(`p${count}/Film results/Harbour - Segment 1.mp4`) });
  const run = await client.call('job.result', { id: job.id });
  expect(run).toMatchObject({ segmentId, range: { startFrame: 2, endFrame: 6 }, width: 256, height: 192, report: { ok: true } });
  expect((await client.call('run.list', { projectId, cursor: null })).items).toEqual([run]);
  await expect.poll(() => cardsTold.map((card) => [card.id, card.msPerMegapixel])).toEqual([[defaultModel, expect.any(Number)]]);
  expect(runsTold).toEqual([run]);
  const estimate = await client.call('restore.estimate', { projectId, segmentId, recipe, output: OutputSettings.parse({}) });
  expect(estimate).toMatchObject({ frames: 4, outputWidth: 256, basis: 'measured', device: { provider: 'cpu' } });
});

test('a result is shown, noted and starred, and removed with its file', async () => {
  const segmentId = await addSegment('s');
  const { jobs } = await client.call('restore.start', {
    projectId,
    segmentIds: [segmentId],
    purpose: 'restore',
    directory: at('elsewhere'),
  });
  await ended(jobs[0]!);
  const { id, outputPath } = await client.call('job.result', { id: jobs[0]! });

  const still = await client.call('picture.still', { projectId, of: { type: 'run', id }, frame: 3, maxWidth: null });
  const proxy = await client.call('picture.proxy', { projectId, of: { type: 'run', id }, maxHeight: 96 });
  const outside = client.call('picture.still', { projectId, of: { type: 'run', id }, frame: 4, maxWidth: null });
  await expect(outside).rejects.toMatchObject({ code: 'bad-input' });
  await client.call('run.update', { projectId, id, note: 'keeper', starred: true });
  const { items } = await client.call('run.list', { projectId, cursor: null });
  await client.call('run.remove', { projectId, id, deleteFile: true });

  expect(existsSync(engine.mediaFile(still.key) ?? '')).toBe(true);
  expect(proxy).toMatchObject({ frameCount: 4, height: 96 });
  expect(items).toMatchObject([{ note: 'keeper', starred: true, outputPath: at('elsewhere/Harbour - Segment 1.mp4') }]);
  expect(existsSync(outputPath)).toBe(false);
  expect((await client.call('run.list', { projectId, cursor: null })).items).toEqual([]);
});

test('several segments get names of their own, next to files that are there already', async () => {
  const ids = [await addSegment('a', { name: 'Calm: sea?' }), await addSegment('b', { name: 'Calm: sea?' })];
  await mkdir(at(`p${count}/Film results`));
  await writeFile(at(`p${count}/Film results/Harbour - Calm sea.mp4`), 'precious');

  const { jobs } = await client.call('restore.start', { projectId, segmentIds: ids, purpose: 'restore', directory: null });
  await Promise.all(jobs.map((id) => ended(id)));

  const names = await readdir(at(`p${count}/Film results`));
  expect(names.sort()).toEqual(['Harbour - Calm sea (2).mp4', 'Harbour - Calm sea (3).mp4', 'Harbour - Calm sea.mp4']);
});

test('a preview of the marked frames has the bits of the restore and stays in the cache', async () => {
  const segmentId = await addSegment('s', { inFrame: 3, outFrame: 6 });
  const wider = await addSegment('w');
  const range = { startFrame: 3, endFrame: 40 };
  const start = { projectId, directory: null };
  const both: Run[] = [];
  for (const call of [
    { ...start, segmentIds: [wider], purpose: 'preview' as const, range },
    { ...start, segmentIds: [segmentId], purpose: 'restore' as const },
  ]) {
    const { jobs } = await client.call('restore.start', call);
    await ended(jobs[0]!);
    both.push(await client.call('job.result', { id: jobs[0]! }));
  }

  expect(both.map((run) => run.range)).toEqual([
    { startFrame: 3, endFrame: 6 },
    { startFrame: 3, endFrame: 6 },
  ]);
  expect(both[0]?.framesSha256).toBe(both[1]?.framesSha256);
  expect(both[0]?.outputPath.startsWith(at('cache/previews'))).toBe(true);
});

test.each([
  { what: 'a model that is not there', fields: { recipe: { ...recipe, modelId: 'nonesuch' } }, code: 'model-missing' },
  { what: 'a device that is not there', fields: { recipe: { ...recipe, device: 'coreml' as const } }, code: 'device-unusable' },
])('$what is refused before a job is made', async ({ fields, code }) => {
  const segmentId = await addSegment('s', fields);

  const started = client.call('restore.start', { projectId, segmentIds: [segmentId], purpose: 'restore', directory: null });

  await expect(started).rejects.toMatchObject({ code });
  expect((await client.call('job.list', { cursor: null })).items.filter((job) => job.projectId === projectId)).toEqual([]);
});

test('restore.file refuses what would overwrite, at once', async () => {
  await copyFile(clip, at('there.mp4'));
  const request = { sourcePath: clip, range: null, recipe, output: OutputSettings.parse({}) };

  await expect(client.call('restore.file', { ...request, outputPath: at('there.mp4') })).rejects.toMatchObject({ code: 'output-exists' });
  await expect(client.call('restore.file', { ...request, outputPath: clip, overwrite: true })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(client.call('restore.file', { ...request, outputPath: 'x.mp4' })).rejects.toMatchObject({ code: 'bad-input' });
});

test("restore.file for a segment refuses another clip than the segment's own", async () => {
  const other = await makeClip(at(`other ${count}.mp4`), { frames: 2 });
  const request = { sourcePath: other, range: null, recipe, output: OutputSettings.parse({}), outputPath: at('other x4.mp4') };

  const asked = client.call('restore.file', { ...request, segment: { projectId, id: await addSegment('s') } });
  await expect(asked).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('Choose a segment of that file') as unknown,
  });
});

test("restore.file for a segment keeps to its clip's shots as the user made them, and its run belongs to the segment", async () => {
  const id = await addSegment('s');
  const shots = { off: false, cuts: [4] };
  await client.call('project.edit', { projectId, edit: { type: 'asset.shots', id: asset.id, shots } });

  const work = { recipe: DiffVsrRecipe.parse({ pipeline: 'diffvsr', device: 'cpu' }), output: OutputSettings.parse({ codec: 'ffv1' }) };
  const place = { sourcePath: clip, range: { startFrame: 2, endFrame: 6 }, outputPath: at(`shots ${count}.mkv`) };
  const { job } = await client.call('restore.file', { ...work, ...place, segment: { projectId, id } });

  expect(await ended(job)).toMatchObject({ state: 'done', error: null, title: 'Segment 1' });
  const { items } = await client.call('run.list', { projectId, cursor: null });
  expect(items).toMatchObject([{ segmentId: id, recipe: { shots: [4] }, outputPath: place.outputPath }]);
});

test('a job that was running when the project closed goes on when it is opened again', async () => {
  const long = await makeClip(at(`long ${count}.mp4`), { frames: 180, size: '32x24' });
  ({
    assets: [asset = asset],
  } = await client.call('asset.import', { projectId, paths: [long] }));
  const segmentId = await addSegment('s', { inFrame: 0, outFrame: 180 });
  const { jobs } = await client.call('restore.start', { projectId, segmentIds: [segmentId], purpose: 'restore', directory: null });
  const id = jobs[0]!;
  await new Promise<void>((resolve) => client.on('job.progressed', ({ progress }) => (progress.done >= 130 ? resolve() : undefined)));

  await client.call('project.close', { projectId });
  const between: MethodOutput<'job.list'> = await client.call('job.list', { cursor: null });
  await client.call('project.open', { path: at(`p${count}/Film.interweave`) });
  const job = await ended(id);

  expect(between.items.filter((each) => each.id === id)).toEqual([]);
  expect(job.state).toBe('done');
  expect(job.notes.join()).toMatch(/frames were kept/);
});

test('a window that goes away leaves its jobs running, and the project closes when they are done', async () => {
  const segmentId = await addSegment('s', { inFrame: 0, outFrame: 10 });
  const visitor = openWindow(engine);
  await visitor.call('project.open', { path: at(`p${count}/Film.interweave`) });
  await client.call('project.close', { projectId });
  const { jobs } = await visitor.call('restore.start', { projectId, segmentIds: [segmentId], purpose: 'restore', directory: null });

  visitor.close();
  const job = await ended(jobs[0]!);

  expect(job.state).toBe('done');
  await expect
    .poll(() => client.call('project.undo', { projectId }).then(String, (error: unknown) => (error as AppError).code))
    .toBe('not-found');
  const { id } = await client.call('project.open', { path: at(`p${count}/Film.interweave`) });
  expect((await client.call('run.list', { projectId: id, cursor: null })).items).toMatchObject([{ jobId: job.id }]);
});
