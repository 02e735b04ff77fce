import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { makeClip } from '../../fixtures/tiny-clips.ts';
import { callEngine, takeEnginePort } from './engine-port.ts';
import { makeHome, openStudio, processIds } from './studio-fixture.ts';
import type { Home, Studio } from './studio-fixture.ts';

// The engine inside Electron's own utility process, with its compute process and a real model. No project is opened here,
// because the test runtime's Node-API is too old for the project database.
let home: Home;
let studio: Studio;

test.beforeAll(async () => {
  home = await makeHome();
  studio = await openStudio(home);
  await takeEnginePort(studio.page);
});
test.afterAll(async () => {
  await studio.app.close();
  await home.remove();
});

test('restores a clip with the default model', async () => {
  const source = await makeClip(join(home.path, 'clip.mp4'), { frames: 4 });
  const outputPath = join(home.path, 'restored.mp4');
  await studio.app.evaluate(({ powerSaveBlocker }) => {
    const sleep = new Array<string>();
    Object.assign(globalThis, { sleep });
    powerSaveBlocker.start = (type) => sleep.push(type);
    powerSaveBlocker.stop = () => sleep.push('allowed') > 0;
  });
  const job = await restore(studio.page, source, outputPath);

  const ended = await waitForEnd(studio.page, job);
  expect([ended.state, ended.error]).toEqual(['done', null]);
  const run = await callEngine(studio.page, 'job.result', { id: job });
  expect(run).toMatchObject({ frameCount: 4, width: 256, height: 192, report: { ok: true } });
  expect(existsSync(outputPath)).toBe(true);
  expect(Object.keys(await processIds(studio))).toContain('Interweave compute');
  const sleep = () => studio.app.evaluate(() => (globalThis as unknown as { readonly sleep: string[] }).sleep);
  await expect.poll(sleep).toEqual(['prevent-app-suspension', 'allowed']);
});

test('goes on by itself when the compute process is killed in the middle', async () => {
  const source = await makeClip(join(home.path, 'long.mp4'), { frames: 40 });
  const job = await restore(studio.page, source, join(home.path, 'long-restored.mp4'));
  await expect.poll(async () => (await jobNow(studio.page, job)).progress?.done ?? 0).toBeGreaterThan(2);
  process.kill((await processIds(studio))['Interweave compute']!, 'SIGKILL');

  const ended = await waitForEnd(studio.page, job);
  expect([ended.state, ended.error]).toEqual(['done', null]);
  expect(await callEngine(studio.page, 'job.result', { id: job })).toMatchObject({ frameCount: 40, report: { ok: true } });
});

test('cancels, leaving nothing half-written', async () => {
  const source = await makeClip(join(home.path, 'cancel.mp4'), { frames: 100 });
  const job = await restore(studio.page, source, join(home.path, 'canceled.mp4'));
  await expect.poll(async () => (await jobNow(studio.page, job)).progress?.done ?? 0).toBeGreaterThan(0);
  await callEngine(studio.page, 'job.cancel', { id: job });

  expect((await waitForEnd(studio.page, job)).state).toBe('canceled');
  expect(readdirSync(home.path).filter((name) => name.startsWith('canceled'))).toEqual([]);
});

async function restore(page: Page, sourcePath: string, outputPath: string): Promise<JobId> {
  const recipe = { pipeline: 'real-esrgan', device: 'cpu' } as const;
  const { job } = await callEngine(page, 'restore.file', { sourcePath, range: null, recipe, output: {}, outputPath });
  return job;
}

async function jobNow(page: Page, id: JobId): Promise<Job> {
  const { items } = await callEngine(page, 'job.list', { cursor: null });
  return items.find((job) => job.id === id)!;
}

async function waitForEnd(page: Page, id: JobId): Promise<Job> {
  await expect.poll(async () => (await jobNow(page, id)).state, { timeout: 120_000 }).toMatch(/^(done|failed|canceled)$/);
  return jobNow(page, id);
}
