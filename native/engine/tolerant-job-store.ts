import type { JobStore } from '../jobs/job-queue.ts';

/**
 * A project's job store for the queue: a job goes on when its row cannot be saved (the disk of the project is full, its
 * drive was pulled out), and the user is told. To stop hours of work for want of a row would be the greater loss.
 */
export function tolerantJobStore(store: JobStore, warn: (message: string) => void): JobStore {
  const attempt = (what: string, save: () => unknown): void => {
    try {
      save();
    } catch (error) {
      warn(`${what} could not be saved in the project. ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    saveJob: (job) => attempt(`The state of "${job.title}"`, () => store.saveJob(job)),
    deleteJob: (id) => attempt('The removal of a job', () => store.deleteJob(id)),
    saveRun: (run) => attempt(`The result ${run.outputPath}`, () => store.saveRun(run)),
  };
}
