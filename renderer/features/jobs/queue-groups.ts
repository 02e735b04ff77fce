import { isWaiting } from '../../../native/contract/index.ts';
import type { Job } from '../../../native/contract/index.ts';
import { isActive } from './job-words.ts';

/** The queue as it is shown: what is under way, what waits in the order in which it will run, what ended, newest first. */
export interface QueueGroups {
  readonly underWay: readonly Job[];
  readonly waiting: readonly Job[];
  readonly ended: readonly Job[];
}

/** `jobs` in the order of the queue. */
export function queueGroups(jobs: readonly Job[]): QueueGroups {
  const active = jobs.filter(isActive);
  return {
    underWay: active.filter((job) => !isWaiting(job)),
    waiting: active.filter(isWaiting),
    ended: jobs.filter((job) => !isActive(job)).toReversed(),
  };
}

/** The job that one has to go before so that it moves by one place; null: the end; undefined where it cannot move. */
export function neighbourPlace(waiting: readonly Job[], id: Job['id'], by: -1 | 1): Job['id'] | null | undefined {
  const index = waiting.findIndex((job) => job.id === id);
  const target = index + by;
  if (index < 0 || target < 0 || target >= waiting.length) return undefined;
  return waiting[by < 0 ? target : target + 1]?.id ?? null;
}
