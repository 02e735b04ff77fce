import { AppError } from '../contract/index.ts';
import type { Job, JobId, JobProgress, Run } from '../contract/index.ts';
import type { ComputeLauncher, ComputePlaces, ComputePort, FromCompute, JobOptions } from './compute-port.ts';

/** How long a job may take to stop by itself before its process is killed. */
const STOP_GRACE_MS = 3000;

export interface FinishedJob {
  readonly run: Run;
  /** Inference time per source megapixel of what was computed (not read back) this time, counted as the estimate counts; null when there was none. */
  readonly msPerMegapixel: number | null;
}

export interface RunJobOptions {
  readonly options: JobOptions;
  readonly onProgress: (progress: JobProgress) => void;
  readonly onNote: (message: string) => void;
}

/** The engine's view of the compute process: started when a job needs it, started again after a crash. */
export interface ComputeProcess {
  /** Rejects with 'canceled' after `stop`, with 'compute-crashed' when the process ended under it. */
  readonly run: (job: Job, how: RunJobOptions) => Promise<FinishedJob>;
  /** Stops a job within a second; after three its process is killed. `keepFrames`: it goes on later. */
  readonly stop: (id: JobId, how: { readonly keepFrames: boolean }) => void;
  readonly pause: (id: JobId) => void;
  readonly resume: (id: JobId) => void;
  /** Resident memory it last told of; 0 while none runs. */
  readonly rssBytes: () => number;
  readonly pid: () => number | undefined;
  /** Kills it. Stop the jobs first. */
  readonly close: () => void;
}

interface PendingJob extends RunJobOptions {
  readonly resolve: (finished: FinishedJob) => void;
  readonly reject: (error: AppError) => void;
  stopTimer: NodeJS.Timeout | null;
}

export function createComputeProcess({
  launch,
  places,
}: {
  readonly launch: ComputeLauncher;
  readonly places: ComputePlaces;
}): ComputeProcess {
  const pending = new Map<JobId, PendingJob>();
  let port: ComputePort | null = null;
  let rssBytes = 0;

  const settle = (id: JobId): PendingJob | undefined => {
    const job = pending.get(id);
    if (job?.stopTimer) clearTimeout(job.stopTimer);
    pending.delete(id);
    return job;
  };

  const onMessage = (message: FromCompute): void => {
    switch (message.kind) {
      case 'progressed':
        rssBytes = message.rssBytes;
        pending.get(message.id)?.onProgress(message.progress);
        return;
      case 'noted':
        pending.get(message.id)?.onNote(message.message);
        return;
      case 'finished':
        settle(message.id)?.resolve({ run: message.run, msPerMegapixel: message.msPerMegapixel });
        return;
      case 'failed':
        settle(message.id)?.reject(new AppError(message.error.code, message.error.message));
    }
  };

  const onExit = (ended: ComputePort, reason: string): void => {
    if (port === ended) {
      port = null;
      rssBytes = 0;
    }
    for (const id of [...pending.keys()]) {
      const job = settle(id);
      job?.reject(
        job.stopTimer === null
          ? new AppError('compute-crashed', `The process that restores frames ended unexpectedly (${reason}).`)
          : new AppError('canceled', 'The job was canceled.'),
      );
    }
  };

  const started = (): ComputePort => {
    if (port !== null) return port;
    const fresh = launch();
    fresh.onMessage(onMessage);
    fresh.onExit((reason) => onExit(fresh, reason));
    port = fresh;
    return fresh;
  };

  return {
    run: (job, how) =>
      new Promise((resolve, reject) => {
        pending.set(job.id, { ...how, resolve, reject, stopTimer: null });
        started().post({ kind: 'run-job', job, options: how.options, places });
      }),
    stop: (id, { keepFrames }) => {
      const job = pending.get(id);
      if (job === undefined || job.stopTimer !== null) return;
      job.stopTimer = setTimeout(() => port?.kill(), STOP_GRACE_MS);
      port?.post({ kind: 'cancel-job', id, keepFrames });
    },
    pause: (id) => port?.post({ kind: 'pause-job', id }),
    resume: (id) => port?.post({ kind: 'resume-job', id }),
    rssBytes: () => rssBytes,
    pid: () => port?.pid,
    close: () => port?.kill(),
  };
}
