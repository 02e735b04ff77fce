import { expect, test } from 'vitest';
import type { Job } from '../../../../native/contract/index.ts';
import { workFraction } from '../../../../renderer/features/jobs/job-words.ts';

/** Only what the fraction depends on. */
const job = (state: Job['state'], done: number | null = null) =>
  ({ state, progress: done === null ? null : { stage: '', done, total: 24, framesPerSec: null, etaMs: null } }) as Job;

test('the fraction of all work counts what runs, waits and is paused, in hundredths', () => {
  expect(workFraction([job('running', 8)])).toBe(0.33);
  expect(workFraction([job('running', 24), job('paused', 12), job('queued')])).toBe(0.5);
});

test('what has ended counts no more, and with nothing under way there is no fraction', () => {
  expect(workFraction([job('done'), job('running', 6)])).toBe(0.25);
  expect(workFraction([job('done'), job('failed', 3), job('canceled', 3)])).toBeNull();
  expect(workFraction([])).toBeNull();
});
