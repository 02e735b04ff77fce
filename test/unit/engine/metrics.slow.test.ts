import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { EngineClient, Job, JobId, ProjectId, RunId } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { flowManifest, toyFlow, toyMetric, writeMetricPackage } from '../../fixtures/toy-metrics.ts';
import { installDefaultModel, sharedWeightsDir } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let weightsDir: string;
let projectId: ProjectId;
let id: RunId;

beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  // A store of its own, because a test adds to it.
  weightsDir = join(folder.path, 'weights');
  await cp(sharedWeightsDir, weightsDir, { recursive: true });
  const clip = await makeClip(join(folder.path, 'clip.mkv'), { size: '64x48', frames: 8, sound: false });
  engine = await openTestEngine(folder.path, { weightsDir });
  client = openWindow(engine);
  ({ id: projectId } = await client.call('project.create', { path: join(folder.path, 'Film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [clip] });
  const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' });
  const segmentId = SegmentId.parse('s');
  const fields = { inFrame: 2, outFrame: 6, recipe };
  await client.call('project.edit', { projectId, edit: { type: 'segment.add', id: segmentId, assetId: assets[0]!.id, fields } });
  const { jobs } = await client.call('restore.start', { projectId, segmentIds: [segmentId], purpose: 'restore', directory: null });
  const job = await ended(jobs[0]!);
  id = job.runId!;
});
afterAll(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});

function ended(wanted: JobId): Promise<Job> {
  return new Promise((resolve) => {
    const look = (job: Job): void => (job.id === wanted && job.finishedAt !== null ? resolve(job) : undefined);
    client.on('job.changed', look);
    void client.call('job.list', { cursor: null }).then(({ items }) => items.forEach(look));
  });
}

test('a run is measured against its part of the source, and keeps its numbers', async () => {
  const told: number[] = [];
  client.on('metrics.progressed', ({ done }) => told.push(done));

  const run = await client.call('metrics.measure', { projectId, id });

  const { metrics } = await client.call('metrics.list', {});
  const present = new Map(metrics.map(({ name, version }) => [name, version]));
  expect(run.metrics?.map(({ name }) => name)).toEqual([
    'flicker',
    'flicker-luma',
    'e-warp',
    'tof-source',
    'sharpness',
    'noise',
    'color-shift',
  ]);
  expect(run.metrics?.every(({ value, name, version }) => value !== null && version === present.get(name))).toBe(true);
  // The clip was made four times as large and no more: its colours are those of the right frames of the source.
  expect(run.metrics?.find(({ name }) => name === 'color-shift')?.value).toBeLessThan(4);
  expect(told.at(-1)).toBe(4);
  const listed = await client.call('run.list', { projectId, cursor: null });
  expect(listed.items[0]?.metrics).toEqual(run.metrics);
});

test('single frames are told page by page, until the cache is cleared', async () => {
  const page = { projectId, id, metric: 'flicker', startFrame: 0, frames: 3 } as const;

  const { values, frameCount } = await client.call('metrics.series', page);

  expect(frameCount).toBe(4);
  expect(values.map((value) => typeof value)).toEqual(['object', 'number', 'number']);
  await rm(join(folder.path, 'cache', 'measurements'), { recursive: true });
  await expect(client.call('metrics.series', page)).rejects.toMatchObject({ code: 'not-found' });
});

test('measuring more keeps what was measured before, and what needs a true clip is refused', async () => {
  const run = await client.call('metrics.measure', { projectId, id, metrics: ['sharpness'] });

  expect(run.metrics).toHaveLength(7);
  await expect(client.call('metrics.measure', { projectId, id, metrics: ['psnr-y'] })).rejects.toMatchObject({ code: 'bad-input' });
});

test('measures against a true clip of the project, and refuses one of another size or length', async () => {
  const clips = [
    await makeClip(join(folder.path, 'true.mkv'), { size: '256x192', frames: 8, sound: false }),
    await makeClip(join(folder.path, 'small.mkv'), { size: '128x96', frames: 8, sound: false }),
    await makeClip(join(folder.path, 'short.mkv'), { size: '256x192', frames: 3, sound: false }),
  ];
  const { assets } = await client.call('asset.import', { projectId, paths: clips });
  const [right, small, short] = ['true', 'small', 'short'].map((name) => assets.find((asset) => asset.name.startsWith(name))!.id);
  const measure = (referenceId: typeof right) =>
    client.call('metrics.measure', { projectId, id, metrics: ['psnr-y', 'ssim-y'], referenceId });

  const run = await measure(right);

  const found = run.metrics?.filter(({ name }) => name === 'psnr-y' || name === 'ssim-y') ?? [];
  expect(found.map(({ name, detail }) => [name, detail])).toEqual([
    ['psnr-y', 'Against true.mkv.'],
    ['ssim-y', 'Against true.mkv.'],
  ]);
  // The same test picture, drawn larger: not alike, and far from unlike.
  expect(found[1]!.value).toBeGreaterThan(0.2);
  await expect(measure(small)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('128x96') as unknown });
  await expect(measure(short)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('has 3 frames') as unknown });
});

test('a package that measures is taken in, measures, and is stale when it is replaced by another', async () => {
  const made = (version: 1 | 'n') =>
    writeMetricPackage(join(folder.path, `made-${version}`), toyMetric(['frame'], version), { id: 'musiq', name: 'MUSIQ' });
  const before = await client.call('metrics.list', {});
  await client.call('models.import', { path: await made(1) });
  const { metrics, missing } = await client.call('metrics.list', {});
  const facts = metrics.find(({ name }) => name === 'musiq');

  const run = await client.call('metrics.measure', { projectId, id, metrics: ['musiq'] });
  const { values } = await client.call('metrics.series', { projectId, id, metric: 'musiq', startFrame: 0, frames: 10 });

  expect(before.missing.map(({ title }) => title)).toContain('MUSIQ (musiq)');
  expect(missing.map(({ title }) => title)).not.toContain('MUSIQ (musiq)');
  const result = run.metrics?.find(({ name }) => name === 'musiq');
  expect(result).toMatchObject({
    version: facts?.version,
    note: null,
    detail: expect.stringMatching(/^package 1\.0\.0 .* at 256x192$/) as unknown,
  });
  expect(values).toHaveLength(4);
  expect(result?.value).toBeCloseTo(values.reduce<number>((sum, value) => sum + (value ?? NaN), 0) / 4, 9);
  expect(result?.value).toBeGreaterThan(0.1);

  await rm(join(weightsDir, 'musiq'), { recursive: true });
  await client.call('models.import', { path: await made('n') });
  const now = await client.call('metrics.list', {});
  expect(now.metrics.find(({ name }) => name === 'musiq')?.version).not.toBe(facts?.version);
  await expect(client.call('metrics.series', { projectId, id, metric: 'musiq', startFrame: 0, frames: 10 })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a package that finds motion is taken in: the warping error is by its flow, and what was measured by another is stale', async () => {
  const measured = async () =>
    (await client.call('metrics.measure', { projectId, id, metrics: ['e-warp'] })).metrics?.find(({ name }) => name === 'e-warp');
  const current = async () => (await client.call('metrics.list', {})).metrics.find(({ name }) => name === 'e-warp');
  const series = () => client.call('metrics.series', { projectId, id, metric: 'e-warp', startFrame: 0, frames: 10 });
  const before = await measured();
  await client.call('models.import', { path: await writeMetricPackage(join(folder.path, 'made-flow'), toyFlow([3, 1]), flowManifest) });
  const facts = await current();
  await expect(series()).rejects.toMatchObject({ code: 'not-found' });

  const after = await measured();

  expect(before).toMatchObject({ version: 1, detail: expect.stringMatching(/^Farneback's optical flow/) as unknown });
  expect(facts).toMatchObject({ flow: 'toy-raft 1.2.0', version: after?.version });
  expect(after?.version).not.toBe(1);
  expect(after?.detail).toMatch(/^optical flow of the package toy-raft 1\.2\.0 \(Toy RAFT, SHA-256 .*, of the source$/);
  expect((await series()).values.filter((value) => value !== null)).toHaveLength(3);
  await rm(join(weightsDir, 'toy-raft'), { recursive: true });
  expect((await current())?.version).toBe(1);
});
