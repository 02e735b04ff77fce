import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { OutputSettings, ProjectId, RunId } from '../../../native/contract/index.ts';
import type { Job, JobId } from '../../../native/contract/index.ts';
import type { ComputeLauncher, ToCompute } from '../../../native/jobs/compute-port.ts';
import type { JobStore, NewExport } from '../../../native/jobs/job-queue.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openQueue } from './queue-fixture.ts';

/** A compute process that works for ever, and stops as soon as it is told to. */
function launchPatient(sent: ToCompute[]): ComputeLauncher {
  const obey = `process.on('message', ({ kind, id }) => {
    if (kind === 'cancel-job') process.send({ kind: 'failed', id, error: { code: 'canceled', message: 'Cancelled.' } });
  })`;
  return () => {
    const child = spawn(process.execPath, ['-e', obey], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    return {
      pid: child.pid,
      post: (message) => {
        sent.push(message);
        child.send(message);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.on('exit', (_, signal) => listener(`signal ${String(signal)}`)),
      kill: () => child.kill('SIGKILL'),
    };
  };
}

const projectId = ProjectId.parse('p');
const exportOf = (outputPath: string): NewExport => ({
  ...{ projectId, segmentId: null, purpose: 'export', title: 'Pier', sourcePath: '/none.mp4', originalPath: null, runId: RunId.parse('r') },
  ...{ range: { startFrame: 0, endFrame: 9 }, output: OutputSettings.parse({}), copy: false, outputPath },
});

test('a project that closes takes its running export along: it is not started once more behind its back, and goes on later', async () => {
  const folder = await temporaryFolder();
  const sent: ToCompute[] = [];
  const kept = new Map<JobId, Job>();
  const store: JobStore = { saveJob: (job) => kept.set(job.id, job), deleteJob: (id) => kept.delete(id), saveRun: () => undefined };
  const { queue } = openQueue(join(folder.path, 'cache'), { launchCompute: launchPatient(sent) });
  await queue.attach(projectId, store, []);
  const { id } = await queue.add(exportOf(join(folder.path, 'out.mp4')));
  await expect.poll(() => sent.map(({ kind }) => kind)).toEqual(['run-job']);

  await queue.detach(projectId);
  for (let turns = 0; turns < 20; turns += 1) await turn();

  expect(sent.map(({ kind }) => kind)).toEqual(['run-job', 'cancel-job']);
  expect(queue.list()).toEqual([]);
  expect(kept.get(id)?.state).toBe('queued');
  await queue.attach(projectId, store, [...kept.values()]);
  await expect.poll(() => sent.map(({ kind }) => kind)).toEqual(['run-job', 'cancel-job', 'run-job']);
  await queue.close();
  await folder.remove();
});
