import { AppError, isWaiting } from '../contract/index.ts';
import type { Job, JobId } from '../contract/index.ts';

/**
 * The places that waiting jobs get when one of them goes before another (null: to the end), those that change only. The places in
 * use are dealt out anew, so that jobs of several projects keep to whole numbers and nothing else moves.
 */
export function movedPlaces(
  jobs: readonly Job[],
  { id, before }: { readonly id: JobId; readonly before: JobId | null },
): Map<JobId, number> {
  const waiting = jobs.filter(isWaiting).sort((a, b) => a.position - b.position);
  const moved = waiting.find((job) => job.id === id);
  if (moved === undefined) throw new AppError('conflict', 'Only a job that waits can be moved in the queue. This one has begun or ended.');
  const rest = waiting.filter((job) => job !== moved);
  const at = before === null ? rest.length : rest.findIndex((job) => job.id === before);
  if (at < 0 && before !== id) throw new AppError('conflict', 'The job to go before does not wait any more. Look at the queue again.');
  if (before === id) return new Map();
  const order = rest.toSpliced(at, 0, moved);
  const places = new Map<JobId, number>();
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, job] of order.entries()) {
    // Two projects may have brought the same place along.
    last = Math.max(waiting[index]?.position ?? last + 1, last + 1);
    if (job.position !== last) places.set(job.id, last);
  }
  return places;
}
