import { AppError } from '../contract/index.ts';
import type { Job, JobId, JobProgress } from '../contract/index.ts';
import type { ComputeLauncher, ComputePlaces, ComputePort, FromCompute, JobOptions, JobOutcome } from './compute-port.ts';

/** How long a job may take to stop by itself before its process is killed. */
const STOP_GRACE_MS = 3000;

export interface RunJobOptions {
  readonly options: JobOptions;
  readonly onProgress: (progress: JobProgress) => void;
  readonly onNote: (message: string) => void;
}

/** The engine's view of the compute process: started when a job needs it, started again after a crash. */
export interface ComputeProcess {
  /** Rejects with 'canceled' after `stop`, with 'compute-crashed' when the process ended under it. */
  readonly run: (job: Job, how: RunJobOptions) => Promise<JobOutcome>;
  /** Stops a job within a second; after three its process is killed. `keepFrames`: it goes on later. */
  readonly stop: (id: JobId, how: { readonly keepFrames: boolean }) => void;
  readonly pause: (id: JobId) => void;
  readonly resume: (id: JobId) => void;
  /** Resident memory it last told of; 0 while none runs. */
  readonly rssBytes: () => number;
  readonly pid: () => number | undefined;
  /** Kills it; the next job starts another. Stop the jobs first. */
  readonly close: () => void;
}

interface PendingJob extends RunJobOptions {
  readonly resolve: (outcome: JobOutcome) => void;
  readonly reject: (error: AppError) => void;
  /** The process that has it. */
  readonly port: ComputePort;
  stopTimer: NodeJS.Timeout | null;
}

export function createComputeProcess({
  launch,
  places,
  task,
}: {
  readonly launch: ComputeLauncher;
  readonly places: ComputePlaces;
  /** For the error when it crashes: what the process does. */
  readonly task: string;
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
        settle(message.id)?.resolve(message.outcome);
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
    for (const [id, { port: of }] of [...pending]) {
      if (of !== ended) continue;
      const job = settle(id);
      job?.reject(
        job.stopTimer === null
          ? new AppError('compute-crashed', `The process that ${task} ended unexpectedly (${reason}).`)
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
        const current = started();
        pending.set(job.id, { ...how, resolve, reject, port: current, stopTimer: null });
        current.post({ kind: 'run-job', job, options: how.options, places });
      }),
    stop: (id, { keepFrames }) => {
      const job = pending.get(id);
      if (job === undefined || job.stopTimer !== null) return;
      job.stopTimer = setTimeout(job.port.kill, STOP_GRACE_MS);
      job.port.post({ kind: 'cancel-job', id, keepFrames });
    },
    pause: (id) => pending.get(id)?.port.post({ kind: 'pause-job', id }),
    resume: (id) => pending.get(id)?.port.post({ kind: 'resume-job', id }),
    rssBytes: () => rssBytes,
    pid: () => port?.pid,
    close: () => {
      port?.kill();
      port = null;
      rssBytes = 0;
    },
  };
}
