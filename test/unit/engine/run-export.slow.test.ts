import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OutputSettings, RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { EngineClient, ProjectId, Run } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { mountSmallDisk } from '../../fixtures/small-disk.ts';
import { ffmpeg, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

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

const output = (fields: object): OutputSettings => OutputSettings.parse(fields);
const exported = (wanted: OutputSettings, directory: string | null = null) =>
  client.call('run.export', { projectId, id: run.id, output: wanted, directory });

test('a result is copied bit by bit where it is as wanted already, and the copy is read back against the source', async () => {
  const { path, copied, against, report } = await exported(run.output);

  expect({ path, copied, against, ok: report.ok }).toEqual({
    path: at('Film exports/Pier - Segment 1.mp4'),
    copied: true,
    against: 'source',
    ok: true,
  });
  expect(await readFile(path)).toEqual(await readFile(run.outputPath));
  expect(report.checks.find(({ name }) => name === 'audio-offset')?.status).toBe('same');
});

test('another codec, without sound, is checked too, with progress in words', async () => {
  const stages = new Set<string>();
  const stop = client.on('run.exported', ({ stage }) => stages.add(stage.replace(/\d+/g, '#')));

  const wanted = { projectId, id: run.id, output: output({ codec: 'prores', audio: 'none' }), directory: at('for the edit') };
  const { path, copied, report } = await client.call('run.export', { ...wanted, stream: 'x' });
  stop();

  expect({ path, copied, ok: report.ok }).toEqual({ path: at('for the edit/Pier - Segment 1.mov'), copied: false, ok: true });
  expect(report.checks.filter(({ name }) => name === 'frame-count' || name === 'timestamps' || name === 'audio')).toEqual([
    expect.objectContaining({ name: 'frame-count', status: 'same', actual: '6' }),
    expect.objectContaining({ name: 'timestamps', status: 'same' }),
    expect.objectContaining({ name: 'audio', status: 'not-applicable' }),
  ]);
  expect([...stages]).toContain('Reading the source');
});

test('a result that was written over is refused, and nothing is left', async () => {
  const whole = await readFile(run.outputPath);
  await ffmpeg('-y', '-f', 'lavfi', '-i', 'testsrc2=size=256x192:rate=25', '-frames:v', '3', '-pix_fmt', 'yuv420p', run.outputPath);

  const refused = exported(output({ codec: 'ffv1' }), at('refused'));

  await expect(refused).rejects.toMatchObject({
    code: 'media-changed',
    message: expect.stringMatching(/has 3 frames and had 6/) as string,
  });
  expect(await readdir(at('refused')).catch(() => [])).toEqual([]);
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
