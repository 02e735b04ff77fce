import { AppError } from '../../contract/index.ts';
import type { Job } from '../../contract/index.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { cutPage } from '../page.ts';

export function jobHandlers({ queue, project }: EngineParts): HandlersOf<'job'> {
  return {
    'job.list': async ({ cursor }) =>
      cutPage(
        [...queue.list()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
        cursor,
        placeOf,
      ),
    'job.result': async ({ id }) => {
      const run = queue.result(id);
      if (run !== null) return run;
      const { projectId, runId, state } = queue.get(id);
      if (projectId !== null && runId !== null) return project(projectId).store.run(runId);
      throw new AppError('not-found', `This job is ${state} and has no result. Wait until it is done, or try it again.`);
    },
    'job.cancel': ({ id }) => queue.cancel(id),
    'job.pause': ({ id }) => queue.pause(id),
    'job.resume': ({ id }) => queue.resume(id),
    'job.retry': ({ id }) => queue.retry(id),
    'job.move': ({ id, before }) => queue.move(id, before),
    'job.forget': async ({ id }) => {
      await queue.forget(id);
      return {};
    },
  };
}

/** Sorts as the queue does: positions have few digits before the point, ids tell equal ones apart. */
function placeOf({ position, id }: Job): string {
  return `${position.toFixed(6).padStart(24, '0')} ${id}`;
}
