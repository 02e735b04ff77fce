/** A cache that has no room left costs a job its resume, never its result. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DiffVsrRecipe } from '../../../native/contract/index.ts';
import { mountSmallDisk } from '../../fixtures/small-disk.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';
import { defaultModel, installDefaultModel, openQueue, restoreJob, sharedWeightsDir } from './queue-fixture.ts';
import type { QueueFixture } from './queue-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let fixture: QueueFixture;
const at = (name: string): string => join(folder.path, name);
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  const weightsDir = await installToy(at('weights'));
  await cp(join(sharedWeightsDir, defaultModel), join(weightsDir, defaultModel), { recursive: true });
  fixture = openQueue(at('cache'), { weightsDir });
});
beforeEach(async () => {
  await rm(at('cache'), { recursive: true, force: true });
  await mkdir(at('cache'));
});
afterAll(async () => {
  await fixture.queue.close();
  await folder.remove();
});

async function ended(request: ReturnType<typeof restoreJob>) {
  const { id } = await fixture.queue.add(request);
  const { state, notes, error, log } = await fixture.queue.ended(id);
  return { run: { state, notes, error, sha256: fixture.queue.result(id)?.framesSha256 }, did: (log ?? []).map(({ text }) => text) };
}
const diffusion = DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: toyId, device: 'cpu', steps: 1 });
const denoise = (source: string, output: string) => restoreJob(source, at(output), { startFrame: 0, endFrame: 16 }, { recipe: diffusion });
const noLatents = /^Denoised windows cannot be kept for a resume/;
const noFrames = /^Restored frames cannot be kept for a resume/;

test('latents that fill the disk: the job goes on, and the next run uses what was kept', async (context) => {
  const source = await makeClip(at('latents.mp4'), { size: '24x20', frames: 16 });
  const straight = await ended(denoise(source, 'straight.mkv'));
  // A window's latents take 60 KiB: two of the three fit, the scene cuts beside them.
  const unmount = mountSmallDisk(at('cache'), { sizeKib: 144, context });
  try {
    const first = await ended(denoise(source, 'first.mkv'));
    const [place = ''] = await readdir(at('cache/latents'));
    const kept = (await readdir(at(`cache/latents/${place}`))).sort();
    const again = await ended(denoise(source, 'again.mkv'));

    expect(first.run).toEqual({ state: 'done', error: null, notes: [expect.stringMatching(noLatents)], sha256: straight.run.sha256 });
    expect(kept).toEqual(['0-16-0.latents', '0-16-4.latents']);
    // The log holds the first of each kind: two windows are read back, the third is the first that is denoised.
    expect(again.did).toContain('Reading back window 1 of 3, which is denoised already');
    expect(again.did).toContain('Denoising window 3 of 3, step 1 of 1');
    expect(again.run).toEqual(first.run);
  } finally {
    unmount();
  }
});

test('restored frames that fill the disk: the job goes on, and nothing half is left', async (context) => {
  const source = await makeClip(at('frames.mp4'), { size: '16x16', frames: 125 });
  const unmount = mountSmallDisk(at('cache'), { sizeKib: 60, context });
  try {
    const { run } = await ended(restoreJob(source, at('frames out.mp4'), { startFrame: 0, endFrame: 125 }));

    expect(run).toMatchObject({ state: 'done', notes: [expect.stringMatching(noFrames)] });
    expect(await readdir(at('cache/checkpoints'))).toEqual([]);
  } finally {
    unmount();
  }
});

test('a cache folder that cannot be made: both kinds of job go on and say so once', async () => {
  await rm(at('cache'), { recursive: true });
  await writeFile(at('cache'), 'a file where the folder should be');
  const short = await makeClip(at('short.mp4'), { size: '16x16', frames: 16 });
  const long = await makeClip(at('long.mp4'), { size: '16x16', frames: 125 });

  const denoised = await ended(denoise(short, 'short out.mkv'));
  const restored = await ended(restoreJob(long, at('long out.mp4'), { startFrame: 0, endFrame: 125 }));

  expect(denoised.run).toMatchObject({ state: 'done', notes: [expect.stringMatching(noLatents)] });
  expect(restored.run).toMatchObject({ state: 'done', notes: [expect.stringMatching(noFrames)] });
});
