import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { EngineClient, ExportJob, ExportSettings, Job, JobId, ProjectId, Run } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { openProject } from '../../../native/project/project-store.ts';
import { mountSmallDisk } from '../../fixtures/small-disk.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';
import { serveEngine } from './served-engine.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let projectId: ProjectId;
let run: Run;
const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  await mkdir(at('tapes'));
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=25'];
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
  await ffmpeg(...picture, ...tone, '-t', '0.4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', at('tapes/Pier.mp4'));
  engine = await openTestEngine(folder.path);
  client = openWindow(engine);
  ({ id: projectId } = await client.call('project.create', { path: at('Film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [at('tapes/Pier.mp4')] });
  const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' });
  const fields = { inFrame: 2, outFrame: 8, recipe };
  const id = SegmentId.parse('s');
  await client.call('project.edit', { projectId, edit: { type: 'segment.add', id, assetId: assets[0]!.id, fields } });
  const restored = new Promise<Run>((resolve) => client.on('run.changed', (told) => resolve(told.run)));
  await client.call('restore.start', { projectId, segmentIds: [id], purpose: 'restore', directory: null });
  run = await restored;
});
afterAll(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});

const output = (fields: Partial<ExportSettings>): ExportSettings => ({ codec: null, quality: null, audio: 'copy', ...fields });
async function exported(wanted: ExportSettings, directory: string | null = null): Promise<ExportJob> {
  const { jobs } = await client.call('run.export', { projectId, ids: [run.id], output: wanted, directory });
  return ended(client, jobs[0]!);
}
async function ended(of: EngineClient, id: JobId): Promise<ExportJob> {
  const isEnded = (job: Job | undefined): job is ExportJob => job?.purpose === 'export' && job.finishedAt !== null;
  const look = async (): Promise<Job | undefined> => (await of.call('job.list', { cursor: null })).items.find((job) => job.id === id);
  await expect.poll(async () => isEnded(await look()), { timeout: 60_000 }).toBe(true);
  return (await look()) as ExportJob;
}

test('a result is copied bit by bit where it is as wanted already, and the copy is read back against the source', async () => {
  const { outputPath, copy, written, title } = await exported(output({}));

  expect({ outputPath, copy, title, against: written?.against, ok: written?.report.ok }).toEqual({
    outputPath: at('Film exports/Pier - Segment 1.mp4'),
    copy: true,
    title: 'Segment 1',
    against: 'source',
    ok: true,
  });
  expect(await readFile(outputPath)).toEqual(await readFile(run.outputPath));
  expect(written?.report.checks.find(({ name }) => name === 'audio-offset')?.status).toBe('same');
});

test('two exports at once have a name each, and another codec without sound is checked too', async () => {
  const wanted = { projectId, ids: [run.id], output: output({ codec: 'prores', audio: 'none' }), directory: at('for the edit') };
  const first = await client.call('run.export', wanted);
  const second = await client.call('run.export', wanted);
  const [one, other] = [await ended(client, first.jobs[0]!), await ended(client, second.jobs[0]!)];

  expect([one.outputPath, other.outputPath]).toEqual([
    at('for the edit/Pier - Segment 1.mov'),
    at('for the edit/Pier - Segment 1 (2).mov'),
  ]);
  expect({ copy: one.copy, ok: one.written?.report.ok }).toEqual({ copy: false, ok: true });
  const names = ['frame-count', 'timestamps', 'audio'];
  expect(one.written?.report.checks.filter(({ name }) => names.includes(name))).toEqual([
    expect.objectContaining({ name: 'frame-count', status: 'same', actual: '6' }),
    expect.objectContaining({ name: 'timestamps', status: 'same' }),
    expect.objectContaining({ name: 'audio', status: 'not-applicable' }),
  ]);
});

test('a result that was written over is refused, nothing is left, and mended it can be tried again', async () => {
  const whole = await readFile(run.outputPath);
  await ffmpeg('-y', '-f', 'lavfi', '-i', 'testsrc2=size=256x192:rate=25', '-frames:v', '3', '-pix_fmt', 'yuv420p', run.outputPath);

  const refused = await exported(output({ codec: 'ffv1' }), at('refused'));

  expect(refused).toMatchObject({
    state: 'failed',
    error: { code: 'media-changed', message: expect.stringMatching(/has 3 frames and had 6/) as string },
  });
  expect(await readdir(at('refused')).catch(() => [])).toEqual([]);
  await writeFile(run.outputPath, whole);
  await client.call('job.retry', { id: refused.id });
  expect(await ended(client, refused.id)).toMatchObject({ state: 'done', written: { report: { ok: true } } });
});

test('a result that is gone is refused at once, and one that waits to be exported keeps its file', async () => {
  const { jobs } = await client.call('run.export', { projectId, ids: [run.id], output: output({}), directory: at('kept') });
  await client.call('job.pause', { id: jobs[0]! });
  await expect(client.call('run.remove', { projectId, id: run.id, deleteFile: true })).rejects.toMatchObject({ code: 'conflict' });
  await client.call('job.cancel', { id: jobs[0]! });

  const whole = await readFile(run.outputPath);
  await rm(run.outputPath);
  const refused = client.call('run.export', { projectId, ids: [run.id], output: output({}), directory: null });
  await expect(refused).rejects.toMatchObject({ code: 'media-missing' });
  await writeFile(run.outputPath, whole);
});

test('a project is collected: it opens from its folder with everything, and the original keeps its links', async () => {
  const told: number[] = [];
  const stop = client.on('project.collected', ({ copiedBytes }) => told.push(copiedBytes));
  const { path, folder: place, files, missing } = await client.call('project.collect', { projectId, directory: folder.path, stream: 'c' });
  stop();

  expect({ path, place, files, missing, told: told.length > 0 }).toEqual({
    path: at('Film collected/Film.interweave'),
    place: at('Film collected'),
    files: 2,
    missing: [],
    told: true,
  });
  expect((await client.call('run.list', { projectId, cursor: null })).items[0]?.outputPath).toBe(run.outputPath);
  const copy = await client.call('project.open', { path });
  const items = (await client.call('project.items', { projectId: copy.id, cursor: null })).items;
  expect(items.find(({ kind }) => kind === 'asset')).toMatchObject({
    path: at('Film collected/media/Pier.mp4'),
    relativePath: 'media/Pier.mp4',
  });
  expect((await client.call('run.list', { projectId: copy.id, cursor: null })).items[0]?.outputPath).toBe(
    at('Film collected/results/Pier - Segment 1.mp4'),
  );
  await client.call('project.close', { projectId: copy.id });
  // Nobody waits for the picture.
  await vi.waitFor(
    async () => {
      const [latest] = (await client.call('project.recent', {})).projects;
      expect(latest).toMatchObject({ path, picture: { mimeType: 'image/png' } });
    },
    { timeout: 30_000, interval: 100 },
  );
});

test('a disk without room is told before a file is written, and a canceled collection leaves nothing', async (context) => {
  const unmount = mountSmallDisk(at('small'), { sizeKib: 16, context });
  const refused = client.call('project.collect', { projectId, directory: at('small') });
  await expect(refused).rejects.toMatchObject({ code: 'disk-full' });
  expect(await readdir(at('small'))).toEqual([]);
  unmount();

  const abort = new AbortController();
  const large = at('large');
  await mkdir(large);
  await rm(at('Film collected'), { recursive: true });
  const canceled = client.call('project.collect', { projectId, directory: large }, { signal: abort.signal });
  abort.abort();
  await expect(canceled).rejects.toMatchObject({ code: 'canceled' });
  await expect.poll(() => readdir(large)).toEqual([]);
});

test('an export whose engine is killed in the middle starts over when the project is opened again, and no file looks finished before', async () => {
  const path = at('Film.interweave');
  const restored = await makeClip(at('long.mp4'), { size: '256x192', frames: 150 });
  // A result like any other, but long enough to be in the middle of.
  await copyFile(restored, run.outputPath);
  await client.call('project.close', { projectId });
  const database = openProject(path);
  database.saveRun({ ...run, range: { startFrame: 0, endFrame: 150 }, frameCount: 150 });
  database.close();
  const first = await serveEngine(at('served'));
  ({ id: projectId } = await first.client.call('project.open', { path }));
  const middle = new Promise<void>((resolve) => first.client.on('job.progressed', ({ progress }) => progress.done > 20 && resolve()));
  const wanted = { projectId, ids: [run.id], output: output({ codec: 'av1' }), directory: at('killed') };
  const { jobs } = await first.client.call('run.export', wanted);
  await middle;
  await first.kill('SIGKILL');
  expect((await readdir(at('killed'))).filter((name) => !/\.part\.mp4$/.test(name))).toEqual([]);

  const second = await serveEngine(at('served'));
  await second.client.call('project.open', { path });
  const job = await ended(second.client, jobs[0]!);
  await second.kill('SIGINT');

  // The source has fewer frames, so it is held against the result.
  expect(job).toMatchObject({ state: 'done', written: { against: 'result', report: { ok: true } } });
  expect(await readdir(at('killed'))).toEqual(['Pier - Segment 1.mp4']);
});
