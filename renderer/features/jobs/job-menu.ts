import type { EngineMethod, Job, JobId } from '../../../native/contract/index.ts';
import type { MenuEntry } from '../../components/ContextMenu.tsx';
import { callEngine } from '../../engine/engine-client.ts';
import { isActive } from './job-words.ts';
import { showRunOfJob } from './show-run.ts';

export type JobMethod = Extract<EngineMethod, 'job.pause' | 'job.resume' | 'job.cancel' | 'job.retry' | 'job.forget'>;

/** What a job's state allows. The one that runs is cancelled by the command, which has a key. */
export function jobMenu(job: Job, onLog: (id: JobId) => void): readonly (readonly MenuEntry[])[] {
  const call = (title: string, method: JobMethod): MenuEntry => ({
    title,
    run: async () => {
      await callEngine(method, { id: job.id });
    },
  });
  return [
    [
      ...(job.state === 'running' ? [call('Pause', 'job.pause')] : []),
      ...(job.state === 'queued' ? [call('Hold back', 'job.pause')] : []),
      ...(job.state === 'paused' ? [call('Go on', 'job.resume')] : []),
      ...(job.state === 'done' && job.runId !== null ? [{ title: 'Look at the result', run: () => showRunOfJob(job) }] : []),
      ...(job.state === 'failed' || job.state === 'canceled' ? [call('Try again', 'job.retry')] : []),
      { title: 'Show the log', run: () => onLog(job.id) },
    ],
    [
      ...(job.state === 'running' ? ['jobs.cancelRunning'] : isActive(job) ? [call('Cancel', 'job.cancel')] : []),
      ...(isActive(job) ? [] : [call('Take off the list', 'job.forget')]),
    ],
  ];
}
