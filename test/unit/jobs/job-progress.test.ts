import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobProgress } from '../../../native/contract/index.ts';
import { createProgressMeter } from '../../../native/jobs/job-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function meterOf(total: number): { emitted: JobProgress[]; meter: ReturnType<typeof createProgressMeter> } {
  const emitted: JobProgress[] = [];
  return { emitted, meter: createProgressMeter({ total, emit: (progress) => emitted.push(progress), now: () => Date.now() }) };
}

test('tells at most ten times a second and never loses the last state', async () => {
  const { emitted, meter } = meterOf(1000);

  for (let frame = 0; frame < 1000; frame += 1) {
    meter.frameDone({ measured: true });
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(100);

  expect(emitted.length).toBeLessThanOrEqual(12);
  expect(emitted.at(-1)?.done).toBe(1000);
});

test('work of another kind is told at once, however short; more of the same is not', () => {
  const { emitted, meter } = meterOf(3);

  for (const stage of ['Reading the source', 'Reading back window 1 of 3', 'Reading back window 2 of 3', 'Denoising window 3 of 3']) {
    meter.stage(stage);
  }

  expect(emitted.map(({ stage }) => stage)).toEqual(['Reading the source', 'Reading back window 1 of 3', 'Denoising window 3 of 3']);
});

test('tells the speed and the time left from recent frames', async () => {
  const { emitted, meter } = meterOf(100);

  for (let frame = 0; frame < 20; frame += 1) {
    await vi.advanceTimersByTimeAsync(500);
    meter.frameDone({ measured: true });
  }

  expect(emitted.at(-1)).toEqual({ stage: 'Restoring frame 21 of 100', done: 20, total: 100, framesPerSec: 2, etaMs: 40_000 });
});

test('frames read back from a checkpoint count as done but not as speed', async () => {
  const { emitted, meter } = meterOf(100);

  for (let frame = 0; frame < 50; frame += 1) {
    meter.frameDone({ measured: false });
    await vi.advanceTimersByTimeAsync(200);
  }

  expect(emitted.at(-1)).toMatchObject({ done: 50, framesPerSec: null, etaMs: null });
});
