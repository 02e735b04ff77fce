import { expect, test } from 'vitest';
import type { Job, Run, Segment } from '../../../../native/contract/index.ts';
import { segmentStatus, segmentWork } from '../../../../renderer/features/timeline/segment-status.ts';

const segment = { id: 's', inFrame: 10, outFrame: 50 } as Segment;
/** Only what the status depends on. */
const job = (parts: Partial<Job>) =>
  ({ segmentId: 's', purpose: 'restore', createdAt: '2026-01-01T00:00:00Z', progress: null, ...parts }) as Job;
const run = (startFrame: number, endFrame: number, createdAt = '2026-01-02T00:00:00Z') =>
  ({ segmentId: 's', purpose: 'restore', range: { startFrame, endFrame }, createdAt }) as Run;
const status = (runs: Run[], jobs: Job[]) => segmentStatus(segment, segmentWork(runs, jobs));
const progress = { stage: '', done: 10, total: 40, framesPerSec: null, etaMs: null };

test('nothing was made yet', () => {
  expect(status([], [])).toEqual({ kind: 'none', words: 'no result', fraction: null });
});

test('a running job comes before queued ones and before results', () => {
  const jobs = [job({ state: 'queued' }), job({ state: 'running', progress }), job({ state: 'done' })];

  expect(status([run(10, 50)], jobs)).toEqual({ kind: 'running', words: 'restoring 10 of 40', fraction: 0.25 });
});

test('a result is done while it covers the segment, and says so when it was trimmed since', () => {
  expect(status([run(10, 50)], []).words).toBe('done');
  expect(status([run(0, 60)], []).words).toBe('done, trimmed since');
  expect(status([run(20, 60)], [])).toEqual({ kind: 'partial', words: 'result covers a part', fraction: null });
});

test('a failure is told until there is a newer result', () => {
  const failed = job({ state: 'failed', createdAt: '2026-01-03T00:00:00Z' });

  expect(status([run(10, 50)], [failed]).words).toBe('failed');
  expect(status([run(10, 50, '2026-01-04T00:00:00Z')], [failed]).words).toBe('done');
});

test('an export says nothing of how far the segment is', () => {
  const exporting = job({ purpose: 'export', state: 'running', progress });

  expect(status([run(10, 50)], [exporting, job({ state: 'done' })]).words).toBe('done');
});

test('a preview is told only where nothing was restored', () => {
  const preview = { ...run(20, 30, '2026-01-09T00:00:00Z'), purpose: 'preview' } as Run;

  expect(status([preview], []).words).toBe('previewed');
  expect(status([preview, run(10, 50)], []).words).toBe('done');
});
