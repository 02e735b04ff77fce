import { AppError } from '../contract/index.ts';
import type { Job, JobId, JobProgress, Run } from '../contract/index.ts';
import type { CommandContext } from './run-command.ts';

interface FollowOptions extends Pick<CommandContext, 'client' | 'signal'> {
  readonly progress: (progress: JobProgress) => void;
  readonly note: (text: string) => void;
}

/** Waits until a job has ended and answers what it made; rejects with what went wrong. An aborted signal cancels it. */
export async function jobResult(id: JobId, options: FollowOptions): Promise<Run> {
  const ended = await followed(id, options);
  if (ended.state === 'canceled') throw new AppError('canceled', 'Canceled; nothing was written.');
  if (ended.error !== null) throw new AppError(ended.error.code, ended.error.message);
  return options.client.call('job.result', { id });
}

async function followed(id: JobId, { client, signal, progress, note }: FollowOptions): Promise<Job> {
  let notesShown = 0;
  const stops = [
    client.on('job.progressed', (event) => {
      if (event.id === id) progress(event.progress);
    }),
  ];
  const cancel = (): void => void client.call('job.cancel', { id }).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise((resolve) => {
      const look = (job: Job): void => {
        if (job.id !== id) return;
        for (const text of job.notes.slice(notesShown)) note(text);
        notesShown = job.notes.length;
        if (job.state === 'done' || job.state === 'failed' || job.state === 'canceled') resolve(job);
      };
      stops.push(client.on('job.changed', look));
      if (signal.aborted) cancel();
      // It may have ended before anyone listened.
      void client.call('job.list', { cursor: null }).then(({ items }) => items.forEach(look));
    });
  } finally {
    for (const stop of stops) stop();
    signal.removeEventListener('abort', cancel);
  }
}
