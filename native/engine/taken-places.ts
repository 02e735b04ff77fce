import { existsSync } from 'node:fs';
import type { JobQueue } from '../jobs/job-queue.ts';

/** Whether a path is in use: on the disk, or by a job that is going to write it. */
export function takenPlaces(queue: Pick<JobQueue, 'list'>): (path: string) => boolean {
  return (path) => existsSync(path) || queue.list().some((job) => job.outputPath === path && job.finishedAt === null);
}
