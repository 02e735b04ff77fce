import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProjectId } from '../../../native/contract/index.ts';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { defaultModel, installDefaultModel, openQueue, restoreJob, runToEnd, sharedWeightsDir } from './queue-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
});
afterAll(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

test('a killed compute process is started again and the job goes on from its checkpoint to the same bits', async () => {
  const source = await makeClip(at('long.mp4'), { size: '32x24', frames: 300 });
  const range = { startFrame: 0, endFrame: 300 };
  const fixture = openQueue(at('crash cache'));
  const straight = await runToEnd(fixture, restoreJob(source, at('straight.mp4'), range));

  const { id } = await fixture.queue.add(restoreJob(source, at('crashed.mp4'), range));
  await fixture.progressed(id, ({ done }) => done >= 200);
  const pid = fixture.queue.computePid('restores');
  process.kill(pid ?? 0, 'SIGKILL');
  const ended = await fixture.queue.ended(id);
  await fixture.queue.close();

  expect(ended.state).toBe('done');
  expect(fixture.queue.result(id)?.framesSha256).toBe(straight.framesSha256);
  expect(ended.notes).toEqual([
    expect.stringMatching(/ended unexpectedly \(signal SIGKILL\).*goes on by itself/) as string,
    expect.stringMatching(/^(120|240) of 300 frames were kept/) as string,
  ]);
  expect(await readdir(at('crash cache/checkpoints'))).toEqual([]);
});

test('a job that crashes its process every time is given up and leaves nothing', async () => {
  const source = await makeClip(at('fatal.mp4'), { frames: 60, size: '160x120' });
  const fixture = openQueue(at('fatal cache'));
  const { id } = await fixture.queue.add(restoreJob(source, at('fatal out.mp4'), { startFrame: 0, endFrame: 60 }));

  for (let crash = 0; crash < 3; crash += 1) {
    await fixture.progressed(id, ({ done }) => done >= 1);
    process.kill(fixture.queue.computePid('restores') ?? 0, 'SIGKILL');
  }
  const ended = await fixture.queue.ended(id);
  await fixture.queue.close();

  expect(ended).toMatchObject({ state: 'failed', error: { code: 'compute-crashed' } });
  expect((await readdir(folder.path)).filter((name) => name.startsWith('fatal out'))).toEqual([]);
});

test('a queue that closes keeps the work of a project, and the next one goes on with it', async () => {
  const source = await makeClip(at('reopen.mp4'), { size: '32x24', frames: 300 });
  const projectId = ProjectId.parse('p');
  const saved = new Map<string, Job>();
  const store = {
    saveJob: (job: Job) => saved.set(job.id, job),
    deleteJob: (id: JobId) => saved.delete(id),
    saveRun: () => undefined,
  };
  const first = openQueue(at('reopen cache'));
  await first.queue.attach(projectId, store, []);
  const request = restoreJob(source, at('reopen out.mp4'), { startFrame: 0, endFrame: 300 }, { projectId });
  const { id } = await first.queue.add(request);
  await first.progressed(id, ({ done }) => done >= 150);

  await first.queue.close();
  const between = saved.get(id);
  const second = openQueue(at('reopen cache'));
  await second.queue.attach(projectId, store, [...saved.values()]);
  const ended = await second.queue.ended(id);
  await second.queue.close();

  expect(between).toMatchObject({ state: 'queued', error: null });
  expect(existsSync(at('reopen out.part.mp4'))).toBe(false);
  expect(ended.state).toBe('done');
  expect(ended.notes.join()).toMatch(/^\d+ of 300 frames were kept/);
});

test('a damaged model is refused with how to mend it', async () => {
  const source = await makeClip(at('model.mp4'), { frames: 2 });
  const weightsDir = at('weights');
  await mkdir(weightsDir);
  await cp(join(sharedWeightsDir, defaultModel), join(weightsDir, defaultModel), { recursive: true });
  const model = (await readdir(join(weightsDir, defaultModel))).find((name) => name.endsWith('.onnx')) ?? '';
  await truncate(join(weightsDir, defaultModel, model), 100_000);
  const fixture = openQueue(at('model cache'), { weightsDir });

  const refused = runToEnd(fixture, restoreJob(source, at('model out.mp4'), { startFrame: 0, endFrame: 2 }));

  await expect(refused).rejects.toThrow(/^model-corrupt: .*interweave models install/);
  await fixture.queue.close();
});

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;
test.skipIf(!canMount)('a full disk ends the job in words and leaves nothing (needs root for a tmpfs)', async () => {
  const source = await makeClip(at('full.mp4'), { size: '160x120', frames: 30, video: ['-vf', 'noise=alls=40:allf=t'] });
  const disk = at('small disk');
  await mkdir(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]).status !== 0) return;
  const fixture = openQueue(at('full cache'));
  try {
    const refused = runToEnd(fixture, restoreJob(source, join(disk, 'out.mp4'), { startFrame: 0, endFrame: 30 }));

    await expect(refused).rejects.toThrow(/^disk-full: /);
    expect(await readdir(disk)).toEqual([]);
  } finally {
    await fixture.queue.close();
    spawnSync('umount', [disk]);
  }
});
