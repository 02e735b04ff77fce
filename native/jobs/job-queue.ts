import { randomUUID } from 'node:crypto';
import { AppError, isWaiting, JobId } from '../contract/index.ts';
import type { DeviceChoice, Job, JobLogEntry, JobProgress, ProjectId, Run } from '../contract/index.ts';
import { createComputeProcess } from './compute-process.ts';
import type { FinishedJob } from './compute-process.ts';
import type { ComputeLauncher, ComputePlaces, JobOptions } from './compute-port.ts';
import { runSentence, stageKind, withLine } from './job-log.ts';
import { removePartialOutput } from './partial-output.ts';
import { movedPlaces } from './queue-order.ts';

/** A job whose compute process crashed this often within the time is given up: over a long night, a driver may stumble more often. */
const MAX_CRASHES = 3;
const CRASHES_WITHIN_MS = 15 * 60_000;
const RESTART_DELAY_MS = 500;

/** Where the jobs and runs of one project are kept (an open project fits). */
export interface JobStore {
  readonly saveJob: (job: Job) => unknown;
  readonly deleteJob: (id: JobId) => unknown;
  readonly saveRun: (run: Run) => unknown;
}

export type NewJob = Pick<
  Job,
  'projectId' | 'segmentId' | 'purpose' | 'title' | 'sourcePath' | 'range' | 'recipe' | 'output' | 'outputPath'
> & { readonly options?: Partial<JobOptions> };

export interface JobQueueEvents {
  /** Every change but progress. */
  readonly jobChanged: (job: Job) => void;
  readonly jobProgressed: (id: JobId, progress: JobProgress) => void;
  readonly jobForgotten: (id: JobId) => void;
  /** A job is done; its run is saved. `msPerMegapixel`: see FinishedJob. */
  readonly runFinished: (job: Job, finished: FinishedJob) => void;
}

/**
 * All jobs of the engine, and the compute process they run in. Each is saved before it runs; a running job
 * of a project that is opened again goes on from its checkpoint.
 */
export interface JobQueue {
  readonly add: (request: NewJob) => Promise<Job>;
  /** In the order in which they run. */
  readonly list: () => readonly Job[];
  readonly get: (id: JobId) => Job;
  /** The run of a job that was done while the engine runs; null for others (their project has it). */
  readonly result: (id: JobId) => Run | null;
  /** Resolves when the job has stopped and its partial file is gone. Does nothing to a job that has ended. */
  readonly cancel: (id: JobId) => Promise<Job>;
  /** A running job stops after its current frame and keeps its place, its memory and its device; a queued one waits. */
  readonly pause: (id: JobId) => Promise<Job>;
  readonly resume: (id: JobId) => Promise<Job>;
  /** Puts a failed or canceled job at the end of the queue; frames kept from its last attempt are used. */
  readonly retry: (id: JobId) => Promise<Job>;
  /** Lets a waiting job run before another one that waits; null: after all of them. Refuses one that has begun or ended. */
  readonly move: (id: JobId, before: JobId | null) => Promise<Job>;
  readonly forget: (id: JobId) => Promise<void>;
  /** Resolves with the job when it is done, failed or canceled. */
  readonly ended: (id: JobId) => Promise<Job>;
  /** Takes a project's saved jobs in; those not ended run. */
  readonly attach: (projectId: ProjectId, store: JobStore, saved: readonly Job[]) => Promise<void>;
  /** Stops the project's jobs so that they go on when it is attached again, and takes them off the list. */
  readonly detach: (projectId: ProjectId) => Promise<void>;
  readonly computeRssBytes: () => number;
  readonly computePid: () => number | undefined;
  /** As `detach` for all projects; jobs without a project are canceled. Then the compute process ends. */
  readonly close: () => Promise<void>;
}

interface Running {
  readonly lane: string;
  readonly ended: Promise<void>;
  /** Why it was told to stop; null while it was not. */
  stopping: 'cancel' | 'later' | null;
}

export interface JobQueueOptions {
  readonly launchCompute: ComputeLauncher;
  readonly places: ComputePlaces;
  readonly events: JobQueueEvents;
  /** The device a choice means here, as a name: jobs on one device run one after the other. Rejects with 'device-unusable'. */
  readonly laneOf: (choice: DeviceChoice) => Promise<string>;
  /** Milliseconds that only rise; asked at each crash. */
  readonly now?: () => number;
}

export function createJobQueue({ launchCompute, places, events, laneOf, now = () => performance.now() }: JobQueueOptions): JobQueue {
  const compute = createComputeProcess({ launch: launchCompute, places });
  const jobs = new Map<JobId, Job>();
  const options = new Map<JobId, JobOptions>();
  const results = new Map<JobId, Run>();
  const stores = new Map<ProjectId, JobStore>();
  const running = new Map<JobId, Running>();
  const waiters = new Map<JobId, ((job: Job) => void)[]>();
  let closed = false;
  let pumping: Promise<void> = Promise.resolve();

  const list = (): Job[] => [...jobs.values()].sort((a, b) => a.position - b.position);
  const get = (id: JobId): Job => {
    const job = jobs.get(id);
    if (job === undefined) throw new AppError('not-found', 'There is no such job any more. Refresh the list.');
    return job;
  };
  const storeOf = (job: Job): JobStore | undefined => (job.projectId === null ? undefined : stores.get(job.projectId));
  const nextPosition = (): number => Math.max(0, ...[...jobs.values()].map((job) => job.position)) + 1;

  /** Saves first, tells then: what the user sees is what a crash would leave. */
  const change = async (id: JobId, changes: Partial<Job>): Promise<Job> => {
    const job = { ...get(id), ...changes };
    jobs.set(id, job);
    await storeOf(job)?.saveJob(job);
    events.jobChanged(job);
    if (isEnded(job)) {
      for (const resolve of waiters.get(id) ?? []) resolve(job);
      waiters.delete(id);
    }
    return job;
  };

  /** Changes a job and says so in its log. */
  const note = (id: JobId, text: string, changes: Partial<Job> & { readonly kind?: JobLogEntry['kind'] } = {}): Promise<Job> => {
    const { kind, ...rest } = changes;
    return change(id, { ...rest, log: withLine(get(id).log, text, { at: nowIso(), ...(kind === undefined ? {} : { kind }) }) });
  };

  /** Starts what can start: the first queued job of every device that is free. One pass at a time. */
  const pump = (): Promise<void> => {
    pumping = pumping.then(async () => {
      for (const { id } of list()) {
        if (closed || jobs.get(id)?.state !== 'queued' || running.has(id)) continue;
        try {
          const lane = await laneOf(get(id).recipe.device);
          if ([...running.values()].some((other) => other.lane === lane)) continue;
          if (jobs.get(id)?.state !== 'queued') continue;
          await start(id, lane);
        } catch (error) {
          await fail(id, toRpcError(error));
        }
      }
    });
    return pumping;
  };

  const fail = (id: JobId, error: NonNullable<Job['error']>): Promise<Job> =>
    note(id, `Failed: ${error.message}`, { kind: 'error', state: 'failed', error, finishedAt: nowIso() });

  const start = async (id: JobId, lane: string): Promise<void> => {
    let markEnded: () => void = () => undefined;
    const entry: Running = { lane, stopping: null, ended: new Promise((resolve) => (markEnded = resolve)) };
    running.set(id, entry);
    const { modelId } = get(id).recipe;
    await note(id, `Started with ${modelId} on the ${lane.toUpperCase()}`, { state: 'running', startedAt: nowIso(), progress: null });
    void execute(id, entry).finally(() => {
      running.delete(id);
      markEnded();
      void pump();
    });
  };

  const execute = async (id: JobId, entry: Running): Promise<void> => {
    const stoppedFor = async (why: 'cancel' | 'later'): Promise<void> => {
      await note(id, why === 'cancel' ? 'Cancelled' : 'Stopped with the project; it goes on from here', stopped(get(id), why));
    };
    const stages = new Set<string>();
    for (let crashes: number[] = []; ;) {
      try {
        const finished = await compute.run(get(id), {
          options: options.get(id) ?? { overwrite: get(id).purpose === 'preview', resume: true },
          onProgress: (progress) => {
            jobs.set(id, { ...get(id), progress });
            events.jobProgressed(id, progress);
            const kind = stageKind(progress.stage);
            if (stages.has(kind)) return;
            stages.add(kind);
            void note(id, progress.stage);
          },
          onNote: (message) => void note(id, message, { kind: 'note', notes: [...get(id).notes, message] }),
        });
        results.set(id, finished.run);
        await storeOf(get(id))?.saveRun(finished.run);
        const outcome = { state: 'done', runId: finished.run.id, error: null, finishedAt: nowIso() } as const;
        const job = await note(id, runSentence(finished.run), outcome);
        events.runFinished(job, finished);
        return;
      } catch (error) {
        const { code, message } = toRpcError(error);
        await removePartialOutput(get(id).outputPath);
        if (entry.stopping === 'later') return await stoppedFor('later');
        if (code === 'canceled') return await stoppedFor('cancel');
        if (code === 'compute-crashed' && get(id).state === 'paused') return;
        const nowMs = now();
        crashes = [...crashes.filter((atMs) => nowMs - atMs < CRASHES_WITHIN_MS), nowMs];
        if (code !== 'compute-crashed' || crashes.length >= MAX_CRASHES) {
          const advice = code === 'compute-crashed' ? ` It did so ${MAX_CRASHES} times; try a smaller tile size or another device.` : '';
          await fail(id, { code, message: message + advice });
          return;
        }
        const crash = `${message} The job goes on by itself from the last frames that were kept.`;
        await note(id, crash, { kind: 'note', notes: [...get(id).notes, crash] });
        await new Promise((resolve) => setTimeout(resolve, RESTART_DELAY_MS));
        if (entry.stopping !== null) return await stoppedFor(entry.stopping);
      }
    }
  };

  const stop = async (id: JobId, why: 'cancel' | 'later'): Promise<void> => {
    const entry = running.get(id);
    if (entry === undefined) return;
    entry.stopping ??= why;
    compute.stop(id, { keepFrames: entry.stopping === 'later' });
    await entry.ended;
  };

  const queue: JobQueue = {
    add: async ({ options: wanted, ...request }) => {
      const id = JobId.parse(randomUUID());
      const job: Job = {
        ...request,
        id,
        state: 'queued',
        position: nextPosition(),
        progress: null,
        error: null,
        notes: [],
        runId: null,
        createdAt: nowIso(),
        startedAt: null,
        finishedAt: null,
      };
      jobs.set(id, job);
      options.set(id, { overwrite: request.purpose === 'preview', resume: true, ...wanted });
      await note(id, `Queued: frames ${request.range.startFrame} to ${request.range.endFrame - 1} of ${request.sourcePath}`);
      void pump();
      return get(id);
    },
    list,
    get,
    result: (id) => results.get(id) ?? null,
    cancel: async (id) => {
      if (isEnded(get(id))) return get(id);
      if (running.has(id)) await stop(id, 'cancel');
      else await note(id, 'Cancelled', { state: 'canceled', finishedAt: nowIso() });
      return get(id);
    },
    pause: async (id) => {
      const { state } = get(id);
      if (state !== 'queued' && state !== 'running') return get(id);
      if (running.has(id)) compute.pause(id);
      return note(id, 'Paused', { state: 'paused' });
    },
    resume: async (id) => {
      if (get(id).state !== 'paused') return get(id);
      if (running.has(id)) {
        compute.resume(id);
        return note(id, 'Went on', { state: 'running' });
      }
      await note(id, 'Waits again', { state: 'queued' });
      void pump();
      return get(id);
    },
    retry: async (id) => {
      const { state } = get(id);
      if (state !== 'failed' && state !== 'canceled') {
        throw new AppError('conflict', 'Only a job that failed or was canceled can be tried again.');
      }
      await note(id, 'Tried again', {
        state: 'queued',
        position: nextPosition(),
        progress: null,
        error: null,
        notes: [],
        startedAt: null,
        finishedAt: null,
      });
      void pump();
      return get(id);
    },
    move: async (id, before) => {
      const job = get(id);
      const places = movedPlaces(list(), { id, before });
      for (const [other, position] of places) {
        if (isWaiting(get(other))) await change(other, { position });
      }
      return get(job.id);
    },
    forget: async (id) => {
      const job = get(id);
      if (!isEnded(job)) throw new AppError('conflict', 'This job has not ended. Cancel it first.');
      await storeOf(job)?.deleteJob(id);
      jobs.delete(id);
      options.delete(id);
      results.delete(id);
      events.jobForgotten(id);
    },
    ended: (id) =>
      isEnded(get(id)) ? Promise.resolve(get(id)) : new Promise((resolve) => waiters.set(id, [...(waiters.get(id) ?? []), resolve])),
    attach: async (projectId, store, saved) => {
      stores.set(projectId, store);
      for (const job of saved) {
        jobs.set(job.id, job);
        if (job.state === 'running') await change(job.id, { state: 'queued', startedAt: null });
      }
      void pump();
    },
    detach: async (projectId) => {
      const own = list().filter((job) => job.projectId === projectId);
      // Queued ones first, or each would start when the one before it stops.
      for (const job of own) if (job.state === 'queued') jobs.delete(job.id);
      await Promise.all(own.map((job) => stop(job.id, 'later')));
      for (const job of own) {
        jobs.delete(job.id);
        options.delete(job.id);
        results.delete(job.id);
      }
      stores.delete(projectId);
    },
    computeRssBytes: compute.rssBytes,
    computePid: compute.pid,
    close: async () => {
      closed = true;
      await pumping;
      await Promise.all([...running.keys()].map((id) => stop(id, get(id).projectId === null ? 'cancel' : 'later')));
      compute.close();
    },
  };
  return queue;
}

function isEnded(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'canceled';
}

function stopped(job: Job, why: 'cancel' | 'later'): Partial<Job> {
  if (why === 'cancel') return { state: 'canceled', finishedAt: nowIso() };
  return { state: job.state === 'paused' ? 'paused' : 'queued', startedAt: null };
}

function toRpcError(error: unknown): { readonly code: AppError['code']; readonly message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'internal', message: `The job failed: ${error instanceof Error ? error.message : String(error)}` };
}

function nowIso(): string {
  return new Date().toISOString();
}
