import { expect, test } from 'vitest';
import { AppError, JobId } from '../../../native/contract/index.ts';
import type { Job, Run } from '../../../native/contract/index.ts';
import { tolerantJobStore } from '../../../native/engine/tolerant-job-store.ts';

test('a row that cannot be saved is a warning and not the end of the job', () => {
  const warnings: string[] = [];
  const full = (): never => {
    throw new AppError('disk-full', 'The disk is full. Free some space.');
  };
  const store = tolerantJobStore({ saveJob: full, deleteJob: full, saveRun: full }, (message) => warnings.push(message));

  store.saveJob({ title: 'Segment 1' } as Job);
  store.saveRun({ outputPath: '/out/a.mp4' } as Run);
  store.deleteJob(JobId.parse('j'));

  expect(warnings).toEqual([
    'The state of "Segment 1" could not be saved in the project. The disk is full. Free some space.',
    'The result /out/a.mp4 could not be saved in the project. The disk is full. Free some space.',
    'The removal of a job could not be saved in the project. The disk is full. Free some space.',
  ]);
});
