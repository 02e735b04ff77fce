import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ComputeLauncher } from '../../../native/jobs/compute-port.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { openQueue, restoreJob } from './queue-fixture.ts';

/** A compute process like any other, but that it dies of whatever it is sent. */
const launchFragile: ComputeLauncher = () => {
  const child = spawn(process.execPath, ['-e', `process.on('message', () => process.kill(process.pid, 'SIGKILL'))`], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    pid: child.pid,
    post: (message) => child.send(message),
    onMessage: () => undefined,
    onExit: (listener) => child.on('exit', (_, signal) => listener(`signal ${String(signal)}`)),
    kill: () => child.kill('SIGKILL'),
  };
};

/** Runs a job whose process crashes at these minutes of a clock, until it is given up. */
async function crashesAt(minutes: readonly number[]) {
  const folder = await temporaryFolder();
  const left = [...minutes];
  const now = (): number => (left.shift() ?? NaN) * 60_000;
  const { queue } = openQueue(join(folder.path, 'cache'), { launchCompute: launchFragile, now });
  const { id } = await queue.add(restoreJob(join(folder.path, 'in.mp4'), join(folder.path, 'out.mp4'), { startFrame: 0, endFrame: 1 }));
  const { state, error, notes } = await queue.ended(id);
  await queue.close();
  await folder.remove();
  return { state, error, notes, minutesLeft: left };
}

test('three crashes within a quarter of an hour are too many', async () => {
  const { state, error, notes, minutesLeft } = await crashesAt([0, 7, 14.9, 15]);

  expect(state).toBe('failed');
  expect(error).toMatchObject({ code: 'compute-crashed', message: expect.stringMatching(/3 times; try a smaller tile size/) as string });
  expect(notes).toHaveLength(2);
  expect(minutesLeft).toEqual([15]);
});

test('crashes that lie further apart are not held against a long job', async () => {
  const { state, notes, minutesLeft } = await crashesAt([0, 10, 15, 25, 30, 39, 40]);

  // At 15 the first is forgotten, at 25 and 30 those before 15: 25, 30 and 39 are the first three within a quarter of an hour.
  expect({ state, goneOn: notes.length, minutesLeft }).toEqual({ state: 'failed', goneOn: 5, minutesLeft: [40] });
});
