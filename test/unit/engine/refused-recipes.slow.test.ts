/** What no model can do is refused before a job is queued, with words that say what to change. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DiffVsrRecipe, OutputSettings, RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { EngineClient, ProjectId, Recipe } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';
import { defaultModel, installDefaultModel, packagesDir as knownPackages } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let client: EngineClient;
let projectId: ProjectId;
let clip: string;
const assetIds: Record<string, string> = {};
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  const packagesDir = await installToy(join(folder.path, 'packages'));
  await cp(join(knownPackages, defaultModel), join(packagesDir, defaultModel), { recursive: true });
  engine = await openTestEngine(folder.path, { packagesDir });
  client = openWindow(engine);
  clip = await makeClip(join(folder.path, 'clip.mp4'), { frames: 2 });
  const small = await makeClip(join(folder.path, 'small.mp4'), { frames: 2, size: '24x14' });
  ({ id: projectId } = await client.call('project.create', { path: join(folder.path, 'Film.interweave'), name: 'Film' }));
  const { assets } = await client.call('asset.import', { projectId, paths: [clip, small] });
  for (const asset of assets) assetIds[asset.name] = asset.id;
});
afterAll(async () => {
  client.close();
  await engine.close();
  await folder.remove();
});

const diffusion = (values: object = {}): Recipe => DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: toyId, device: 'cpu', ...values });
const plain = RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' });
const output = OutputSettings.parse({});

let count = 0;
async function segmentOf(recipe: Recipe, asset: string): Promise<SegmentId> {
  count += 1;
  const id = SegmentId.parse(`s${count}`);
  const fields = { inFrame: 0, outFrame: 2, recipe };
  await client.call('project.edit', { projectId, edit: { type: 'segment.add', id, assetId: assetIds[asset] as never, fields } });
  return id;
}

test.each([
  [
    'a frame-by-frame recipe for a diffusion model',
    { ...plain, modelId: toyId },
    'clip.mp4',
    /pipeline "real-esrgan", which cannot run DiffVSR toy/,
  ],
  [
    'a diffusion recipe for a frame-by-frame model',
    diffusion({ modelId: defaultModel }),
    'clip.mp4',
    /pipeline "diffvsr", which cannot run/,
  ],
  ['more noise than the package takes', diffusion({ noiseLevel: 351 }), 'clip.mp4', /noise level of 0 to 350, not 351/],
  ['more steps than the package has', diffusion({ steps: 1000 }), 'clip.mp4', /in 1 to 999 steps, not in 1000/],
  ['pictures that are too small', diffusion(), 'small.mp4', /at least 16x16; these are 24x14/],
])('%s', async (_, recipe, asset, words) => {
  const refusal = { code: 'bad-input', message: expect.stringMatching(words) as string };
  const segmentId = await segmentOf(recipe, asset);
  const sourcePath = join(folder.path, asset);
  const file = { sourcePath, range: null, recipe, output, outputPath: join(folder.path, 'out.mp4') };

  await expect(client.call('restore.estimate', { projectId, segmentId, recipe, output })).rejects.toMatchObject(refusal);
  const start = { projectId, segmentIds: [segmentId], directory: null };
  await expect(client.call('restore.start', { ...start, purpose: 'preview' })).rejects.toMatchObject(refusal);
  await expect(client.call('restore.file', file)).rejects.toMatchObject(refusal);
  expect((await client.call('job.list', { cursor: null })).items).toEqual([]);
});

test.each([
  ['no steps', 'steps', { steps: 0 }],
  ['10,000 steps', 'steps', { steps: 10_000 }],
  ['less than no noise', 'noiseLevel', { noiseLevel: -1 }],
  ['noise out of range', 'noiseLevel', { noiseLevel: 1000 }],
  ['negative guidance', 'guidanceScale', { guidanceScale: -3 }],
  ['guidance that is no number', 'guidanceScale', { guidanceScale: Number.NaN }],
  ['a seed beyond 2^53', 'seed', { seed: 2 ** 53 }],
  ['a negative seed', 'seed', { seed: -1 }],
  ['a tile smaller than its two overlaps', 'tileSize', { tileSize: 48, tileOverlap: 32 }],
  ['hardly any overlap', 'tileOverlap', { tileOverlap: 4 }],
  ['an endless prompt', 'prompt', { prompt: 'x'.repeat(10_001) }],
  ['a cut before the second frame', 'shots', { shots: [0] }],
])('%s is refused by the name of its setting', async (_, setting, values) => {
  const recipe = { ...diffusion(), ...values };
  const file = { sourcePath: clip, range: null, recipe, output, outputPath: join(folder.path, 'out.mp4') };

  await expect(client.call('restore.file', file)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(`recipe.${setting}`) as string,
  });
});

test('what fits is queued', async () => {
  const file = { sourcePath: clip, range: null, recipe: diffusion({ steps: 999, noiseLevel: 350 }), output };

  const { job } = await client.call('restore.file', { ...file, outputPath: join(folder.path, 'fits.mp4') });

  expect((await client.call('job.cancel', { id: job })).state).toBe('canceled');
});
