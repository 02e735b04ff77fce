import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { EngineClient, Job, JobId, ProjectId } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let projectId: ProjectId;
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  await start();
  ({ id: projectId } = await client.call('project.create', { path: join(folder.path, 'Film.interweave'), name: 'Film' }));
});
afterAll(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});

async function start(): Promise<void> {
  engine = await openTestEngine(folder.path);
  client = openWindow(engine);
}

const jobs = async (): Promise<readonly Job[]> => (await client.call('job.list', { cursor: null })).items;
const titles = async (): Promise<readonly string[]> => (await jobs()).map(({ title }) => title);
const texts = async (id: JobId): Promise<readonly string[]> =>
  ((await jobs()).find((job) => job.id === id)?.log ?? []).map(({ text }) => text);

test('jobs run in the order they were put in, after a restart too, and their logs tell what they did', async () => {
  const clip = await makeClip(join(folder.path, 'Pier.mp4'), { size: '320x180', frames: 48 });
  const { assets } = await client.call('asset.import', { projectId, paths: [clip] });
  const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' });
  const segmentIds = ['a', 'b', 'c', 'd'].map((id) => SegmentId.parse(id));
  for (const [index, id] of segmentIds.entries()) {
    const fields = { name: String(id), inFrame: 0, outFrame: index === 0 ? 48 : 2, recipe };
    await client.call('project.edit', { projectId, edit: { type: 'segment.add', id, assetId: assets[0]!.id, fields } });
  }
  const started = await client.call('restore.start', { projectId, segmentIds, purpose: 'restore', directory: null });
  const [a, b, c, d] = started.jobs as [JobId, JobId, JobId, JobId];
  await expect.poll(async () => (await jobs())[0]?.state).toBe('running');
  await client.call('job.pause', { id: a });

  await client.call('job.move', { id: d, before: b });
  await client.call('job.move', { id: b, before: null });
  expect(await titles()).toEqual(['a', 'd', 'c', 'b']);
  await expect(client.call('job.move', { id: a, before: null })).rejects.toMatchObject({ code: 'conflict' });
  await expect(client.call('job.move', { id: c, before: a })).rejects.toMatchObject({ code: 'conflict' });

  client.close();
  await engine.close();
  await start();
  await client.call('project.open', { path: join(folder.path, 'Film.interweave') });
  expect(await titles()).toEqual(['a', 'd', 'c', 'b']);
  const order: string[] = [];
  client.on('job.changed', ({ state, title }) => state === 'done' && order.push(title));
  await client.call('job.cancel', { id: a });
  await expect.poll(() => order, { timeout: 120_000 }).toEqual(['d', 'c', 'b']);

  const told = await texts(a);
  expect(told.slice(0, 2)).toEqual([
    expect.stringMatching(/^Queued: frames 0 to 47 of .*Pier\.mp4$/),
    expect.stringMatching(/^Started with realesr-general-x4v3 on the CPU/),
  ]);
  expect(told).toContain('Paused');
  expect(told.slice(-2)).toEqual(['Stopped with the project; it goes on from here', 'Cancelled']);
  expect((await texts(d)).at(-1)).toMatch(/^Done on .*: 2 frames of 1280×720 in .*Read back: \d+ checks as the source\./);
  await client.call('job.retry', { id: a });
  await client.call('job.cancel', { id: a });
  expect(await texts(a)).toContain('Tried again');
});
