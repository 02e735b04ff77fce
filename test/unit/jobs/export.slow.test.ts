import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutputSettings, ProjectId, RunId } from '../../../native/contract/index.ts';
import type { ExportJob, Job, JobId } from '../../../native/contract/index.ts';
import type { NewExport } from '../../../native/jobs/job-queue.ts';
import { mountSmallDisk } from '../../fixtures/small-disk.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openQueue } from './queue-fixture.ts';
import type { QueueFixture } from './queue-fixture.ts';

const FRAMES = 120;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let fixture: QueueFixture;
const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  await makeClip(at('original.mp4'), { size: '64x48', frames: FRAMES });
  await makeClip(at('result.mp4'), { size: '256x192', frames: FRAMES });
  fixture = openQueue(at('cache'));
  const { id } = await fixture.queue.add(exportJob(at('made.mp4'), { output: h264 }));
  expect((await ended(id)).state).toBe('done');
});
afterAll(async () => {
  await fixture.queue.close();
  await folder.remove();
});

/** Of `result.mp4`, encoded again and slowly enough to be interrupted. */
function exportJob(outputPath: string, rest: Partial<NewExport> = {}): NewExport {
  return {
    projectId: null,
    segmentId: null,
    purpose: 'export',
    title: 'Pier',
    sourcePath: at('result.mp4'),
    originalPath: at('original.mp4'),
    runId: RunId.parse('r'),
    range: { startFrame: 0, endFrame: FRAMES },
    output: OutputSettings.parse({ codec: 'av1' }),
    copy: false,
    outputPath,
    ...rest,
  };
}
const prores = OutputSettings.parse({ codec: 'prores' });
const h264 = OutputSettings.parse({ codec: 'h264' });
/** `made.mp4` was written with these. */
const asItIs = (): Partial<NewExport> => ({ sourcePath: at('made.mp4'), output: h264, copy: true });

/** What a project would keep of its jobs. */
function keptJobs() {
  const saved = new Map<string, Job>();
  const store = {
    saveJob: (job: Job) => saved.set(job.id, job),
    deleteJob: (id: JobId) => saved.delete(id),
    saveRun: () => undefined,
  };
  return { saved, store };
}

async function ended(id: JobId, { queue }: QueueFixture = fixture): Promise<ExportJob> {
  const job = await queue.ended(id);
  if (job.purpose !== 'export') throw new Error(`${job.title} is no export`);
  return job;
}
/** What lies in a folder that is written into, the unfinished too. */
const filesIn = (name: string): Promise<string[]> => readdir(at(name)).then((names) => names.sort());

test('tells stage, speed and time left, and its report holds the file against the source', async () => {
  const { id } = await fixture.queue.add(exportJob(at('told/Pier.mp4')));
  const progress = await fixture.progressed(id, ({ done, etaMs }) => done > 20 && etaMs !== null);
  const unfinished = await filesIn('told');
  const job = await ended(id);

  expect(progress).toMatchObject({ stage: expect.stringMatching(/^Writing frame \d+ of 120$/) as string, total: FRAMES });
  expect(progress.framesPerSec).toBeGreaterThan(0);
  expect(unfinished).toEqual(['Pier.part.mp4']);
  expect(await filesIn('told')).toEqual(['Pier.mp4']);
  expect(job).toMatchObject({ state: 'done', written: { against: 'source', report: { ok: true } } });
  expect(job.log?.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Queued: .*result\.mp4 as av1 into .*Pier\.mp4$/),
    'Started',
    expect.stringMatching(/^Reading the source/),
    expect.stringMatching(/^Writing frame/),
    'Reading the file back',
    expect.stringMatching(/^Done: encoded, .* MB\. Read back: \d+ checks as the source\. Written to .*Pier\.mp4$/),
  ]);
});

test('cancelled it leaves nothing; tried again it is finished', async () => {
  const { id } = await fixture.queue.add(exportJob(at('cancelled/Pier.mp4')));
  await fixture.progressed(id, ({ done }) => done > 20);
  await fixture.queue.cancel(id);
  expect([fixture.queue.get(id).state, await filesIn('cancelled')]).toEqual(['canceled', []]);

  await fixture.queue.retry(id);
  const job = await ended(id);

  expect([job.state, job.error, await filesIn('cancelled')]).toEqual(['done', null, ['Pier.mp4']]);
});

test('paused it stands still between two frames, and goes on where it was', async () => {
  const { id } = await fixture.queue.add(exportJob(at('paused/Pier.mp4')));
  await fixture.progressed(id, ({ done }) => done > 20);
  await fixture.queue.pause(id);
  const { done } = await new Promise<{ done: number }>((resolve) =>
    setTimeout(() => resolve({ done: fixture.queue.get(id).progress?.done ?? 0 }), 300),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(fixture.queue.get(id)).toMatchObject({ state: 'paused', progress: { done } });
  expect(done).toBeLessThan(FRAMES);

  await fixture.queue.resume(id);
  expect(await ended(id)).toMatchObject({ state: 'done', notes: [], written: { report: { ok: true } } });
});

test('a killed process is started again, the export starts over, and restores are not touched by it', async () => {
  const { id } = await fixture.queue.add(exportJob(at('killed/Pier.mp4')));
  await fixture.progressed(id, ({ done }) => done > 20);
  process.kill(fixture.queue.computePid('exports') ?? 0, 'SIGKILL');
  const job = await ended(id);

  expect(job).toMatchObject({ state: 'done', written: { report: { ok: true } } });
  expect(job.notes).toEqual([expect.stringMatching(/writes exports ended unexpectedly \(signal SIGKILL\).*starts over by itself/)]);
  expect(await filesIn('killed')).toEqual(['Pier.mp4']);
  expect(fixture.queue.computePid('restores')).toBeUndefined();
});

test('its process ends with the last export', async () => {
  const first = await fixture.queue.add(exportJob(at('ends/a.mov'), { output: prores }));
  const second = await fixture.queue.add(exportJob(at('ends/b.mov'), { output: prores }));
  await ended(first.id);
  expect(existsSync(at('ends/b.mov'))).toBe(false);
  expect((await ended(second.id)).state).toBe('done');
  await expect.poll(() => fixture.queue.computePid('exports')).toBeUndefined();
});

/** An export of a project whose jobs are kept, some way on. */
async function begunExport(outputPath: string) {
  const projectId = ProjectId.parse('p');
  const { saved, store } = keptJobs();
  const first = openQueue(at('cache'));
  await first.queue.attach(projectId, store, []);
  const { id } = await first.queue.add(exportJob(outputPath, { projectId }));
  await first.progressed(id, ({ done }) => done > 20);
  return { first, id, projectId, saved, store };
}

test('a queue that closes in the middle leaves no file, and the next one writes it from the start', async () => {
  const { first, id, projectId, saved, store } = await begunExport(at('reopened/Pier.mp4'));

  await first.queue.close();
  const between = { state: saved.get(id)?.state, files: await filesIn('reopened') };
  const second = openQueue(at('cache'));
  await second.queue.attach(projectId, store, [...saved.values()]);
  const job = await ended(id, second);
  await second.queue.close();

  expect(between).toEqual({ state: 'queued', files: [] });
  expect(job).toMatchObject({ state: 'done', written: { report: { ok: true } } });
  expect(job.log?.map(({ text }) => text)).toContain('Stopped with the project; it starts over');
});

test('what an engine that was killed left of a paused export is gone when the project is opened again', async () => {
  const { first, id, projectId, saved, store } = await begunExport(at('left/Pier.mp4'));
  await first.queue.pause(id);
  // As they are at this moment, so they are after a kill.
  const [job] = structuredClone([...saved.values()]);
  await copyFile(at('left/Pier.part.mp4'), at('kept.mp4'));
  await first.queue.close();
  await rename(at('kept.mp4'), at('left/Pier.part.mp4'));
  await writeFile(at('left/Other.part.mp4'), 'mine');

  const second = openQueue(at('cache'));
  await second.queue.attach(projectId, store, [job!]);
  expect([second.queue.get(id).state, await filesIn('left')]).toEqual(['paused', ['Other.part.mp4']]);

  await second.queue.resume(id);
  expect((await ended(id, second)).state).toBe('done');
  await second.queue.close();
  expect(await filesIn('left')).toEqual(['Other.part.mp4', 'Pier.mp4']);
});

for (const { what, name, rest } of [
  { what: 'encoded', name: 'Pier.mov', rest: () => ({ output: prores }) },
  { what: 'copied', name: 'Pier.mp4', rest: asItIs },
])
  test(`on a full disk it fails in words and leaves nothing; with room it can be tried again (${what})`, async (context) => {
    const disk = at(`small ${what}`);
    const unmount = mountSmallDisk(disk, { sizeKib: 100, context });
    try {
      const { id } = await fixture.queue.add(exportJob(join(disk, name), rest()));
      const failed = await ended(id);
      expect(failed).toMatchObject({ state: 'failed', error: { code: 'disk-full' }, written: null });
      expect(failed.log?.at(-1)).toMatchObject({ kind: 'error', text: expect.stringMatching(/^Failed: /) as string });
      expect(await readdir(disk)).toEqual([]);

      unmount();
      await fixture.queue.retry(id);
      expect([(await ended(id)).state, await readdir(disk)]).toEqual(['done', [name]]);
    } finally {
      unmount();
    }
  });

test.each([
  { what: 'encoded', name: 'encoded.mov', rest: () => ({ output: prores }) },
  { what: 'copied', name: 'copied.mp4', rest: asItIs },
])('a file that took its name meanwhile is left alone ($what)', async ({ name, rest }) => {
  const outputPath = at(join('taken', name));
  await mkdir(at('taken'), { recursive: true });
  await writeFile(outputPath, 'mine');
  const { id } = await fixture.queue.add(exportJob(outputPath, rest()));

  expect(await ended(id)).toMatchObject({ state: 'failed', error: { code: 'output-exists' }, written: null });
  expect(await readFile(outputPath, 'utf8')).toBe('mine');

  await rm(outputPath);
  await fixture.queue.retry(id);
  expect((await ended(id)).state).toBe('done');
});

test('where the source went since it was queued, the file is held against the result, and that is said', async () => {
  await copyFile(at('original.mp4'), at('borrowed.mp4'));
  const waiting = await fixture.queue.add(exportJob(at('gone/Pier.mov'), { output: prores, originalPath: at('borrowed.mp4') }));
  await fixture.queue.pause(waiting.id);
  await fixture.queue.cancel(waiting.id);
  await rm(at('borrowed.mp4'));
  await fixture.queue.retry(waiting.id);
  const job = await ended(waiting.id);

  expect(job).toMatchObject({ state: 'done', written: { against: 'result', report: { ok: true } } });
  expect(job.notes).toEqual([expect.stringMatching(/held against the result instead of its source/)]);
});
