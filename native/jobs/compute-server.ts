import { AppError } from '../contract/index.ts';
import type { JobId, JobProgress } from '../contract/index.ts';
import { openModelStore } from '../inference/model-store.ts';
import { createSessionPool } from '../inference/session-pool.ts';
import type { PipelineServices } from '../pipelines/pipeline.ts';
import type { ComputeParentPort, ComputePlaces, JobOutcome, ToCompute } from './compute-port.ts';
import { runExport } from './export-runner.ts';
import { runJob } from './job-runner.ts';
import { createPauseGate } from './pause-gate.ts';
import type { PauseGate } from './pause-gate.ts';

/** How long jobs may take to remove their unfinished files when the parent went away. */
const LAST_WORDS_MS = 2000;

interface RunningJob {
  readonly abort: AbortController;
  readonly pauseGate: PauseGate;
  keepFrames: boolean;
}

/**
 * The compute process: runs the jobs it is sent and keeps the model sessions between them. Ends with its parent.
 * Speaks only over the given port; knows nothing of what kind of process it is.
 */
export function serveCompute(parent: ComputeParentPort): void {
  const jobs = new Map<JobId, RunningJob>();
  const pool = createSessionPool({});
  let services: PipelineServices | null = null;

  /** The places are the same for all jobs of one engine. */
  const servicesAt = (places: ComputePlaces): PipelineServices =>
    (services ??= { pool, models: openModelStore({ packagesDir: places.packagesDir, weightsDir: places.weightsDir }) });

  const run = async ({ job, options, places }: Extract<ToCompute, { kind: 'run-job' }>): Promise<void> => {
    const { id } = job;
    const entry: RunningJob = { abort: new AbortController(), pauseGate: createPauseGate(), keepFrames: false };
    jobs.set(id, entry);
    try {
      const context = {
        places,
        signal: entry.abort.signal,
        pauseGate: entry.pauseGate,
        progressed: (progress: JobProgress) => parent.post({ kind: 'progressed', id, progress, rssBytes: process.memoryUsage.rss() }),
        note: (message: string) => parent.post({ kind: 'noted', id, message }),
      };
      const outcome: JobOutcome =
        job.purpose === 'export'
          ? { type: 'exported', written: await runExport(job, context) }
          : await runJob(job, { ...context, services: servicesAt(places), options, keepFrames: () => entry.keepFrames });
      parent.post({ kind: 'finished', id, outcome });
    } catch (error) {
      const cause: unknown = entry.abort.signal.aborted ? entry.abort.signal.reason : error;
      parent.post({ kind: 'failed', id, error: toRpcError(cause) });
    } finally {
      jobs.delete(id);
    }
  };

  const stop = (entry: RunningJob | undefined, keepFrames: boolean): void => {
    if (entry === undefined) return;
    entry.keepFrames = keepFrames;
    entry.abort.abort(new AppError('canceled', 'The job was canceled.'));
  };

  parent.onMessage((message) => {
    switch (message.kind) {
      case 'run-job':
        void run(message);
        return;
      case 'cancel-job':
        stop(jobs.get(message.id), message.keepFrames);
        return;
      case 'pause-job':
        jobs.get(message.id)?.pauseGate.close();
        return;
      case 'resume-job':
        jobs.get(message.id)?.pauseGate.open();
    }
  });
  parent.onClose(() => {
    for (const entry of jobs.values()) stop(entry, true);
    const giveUpAt = performance.now() + LAST_WORDS_MS;
    setInterval(() => {
      // SIGKILL, because a worker inside a long inference would hold up an orderly exit.
      if (jobs.size === 0 || performance.now() > giveUpAt) process.kill(process.pid, 'SIGKILL');
    }, 50);
  });
}

function toRpcError(error: unknown): { readonly code: AppError['code']; readonly message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  if (process.env['INTERWEAVE_DEBUG'] === '1') console.error(error);
  return { code: 'internal', message: `The job failed: ${error instanceof Error ? error.message : String(error)}` };
}
