import { randomUUID } from 'node:crypto';
import { AppError, isWaiting, JobId } from '../contract/index.ts';
import type { DeviceChoice, ExportJob, Job, JobLogEntry, JobProgress, ProjectId, RestoreJob, Run } from '../contract/index.ts';
import { createComputeProcess } from './compute-process.ts';
import type { ComputeProcess } from './compute-process.ts';
import type { ComputeLauncher, ComputePlaces, JobOptions, JobOutcome, RestoredRun } from './compute-port.ts';
import { exportSentence, queuedSentence, runSentence, stageKind, withLine } from './job-log.ts';
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

type JobStory = 'id' | 'state' | 'position' | 'progress' | 'error' | 'notes' | 'log' | 'createdAt' | 'startedAt' | 'finishedAt';
export type NewRestore = Omit<RestoreJob, JobStory | 'runId'> & { readonly options?: Partial<JobOptions> };
export type NewExport = Omit<ExportJob, JobStory | 'written'>;

/** What changes while a job runs. */
type JobChanges = Partial<Pick<Job, JobStory>>;

export interface JobQueueEvents {
  /** Every change but progress. */
  readonly jobChanged: (job: Job) => void;
  readonly jobProgressed: (id: JobId, progress: JobProgress) => void;
  readonly jobForgotten: (id: JobId) => void;
  /** A restore is done; its run is saved. */
  readonly runFinished: (job: Job, restored: RestoredRun) => void;
}

/**
 * All jobs of the engine, and the compute processes they run in: one for restores, one for exports, which go on beside them and are
 * not lost when a model takes its process along. Each job is saved before it runs; a running restore of a project that is opened again
 * goes on from its checkpoint, an export starts over.
 */
export interface JobQueue {
  readonly add: (request: NewRestore | NewExport) => Promise<Job>;
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
  readonly computePid: (of: 'restores' | 'exports') => number | undefined;
  /** As `detach` for all projects; jobs without a project are canceled. Then the compute processes end. */
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
  const restores = createComputeProcess({ launch: launchCompute, places, task: 'restores frames' });
  const exports = createComputeProcess({ launch: launchCompute, places, task: 'writes exports' });
  const computeOf = ({ purpose }: Job): ComputeProcess => (purpose === 'export' ? exports : restores);
  const jobs = new Map<JobId, Job>();
  const options = new Map<JobId, JobOptions>();
  const results = new Map<JobId, Run>();
  const stores = new Map<ProjectId, JobStore>();
  const running = new Map<JobId, Running>();
  const waiters = new Map<JobId, ((job: Job) => void)[]>();
  /** Projects that are being closed: what stops with them must not be started once more while the rest still stops. */
  const leaving = new Set<ProjectId>();
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
  const change = async (id: JobId, changes: JobChanges): Promise<Job> => {
    const job: Job = { ...get(id), ...changes };
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
  const note = (id: JobId, text: string, changes: JobChanges & { readonly kind?: JobLogEntry['kind'] } = {}): Promise<Job> => {
    const { kind, ...rest } = changes;
    return change(id, { ...rest, log: withLine(get(id).log, text, { at: nowIso(), ...(kind === undefined ? {} : { kind }) }) });
  };

  /** Exports need no model: one after the other is written, beside what is restored. */
  const laneOfJob = (job: Job): Promise<string> => (job.purpose === 'export' ? Promise.resolve('export') : laneOf(job.recipe.device));

  const mayStart = (id: JobId): boolean => {
    const job = jobs.get(id);
    return job?.state === 'queued' && !(job.projectId !== null && leaving.has(job.projectId));
  };

  /** Starts what can start: the first queued job of every device that is free. One pass at a time. */
  const pump = (): Promise<void> => {
    pumping = pumping.then(async () => {
      for (const { id } of list()) {
        if (closed || !mayStart(id) || running.has(id)) continue;
        try {
          const lane = await laneOfJob(get(id));
          if ([...running.values()].some((other) => other.lane === lane)) continue;
          if (!mayStart(id)) continue;
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
    const job = get(id);
    const started = job.purpose === 'export' ? 'Started' : `Started with ${job.recipe.modelId} on the ${lane.toUpperCase()}`;
    await note(id, started, { state: 'running', startedAt: nowIso(), progress: null });
    void execute(id, entry).finally(() => {
      running.delete(id);
      markEnded();
      // Its memory is worth more than the moment that it takes to start. The one for restores keeps its models.
      if (lane === 'export' && !list().some(({ purpose, state }) => purpose === 'export' && state === 'queued')) exports.close();
      void pump();
    });
  };

  const execute = async (id: JobId, entry: Running): Promise<void> => {
    const stoppedFor = async (why: 'cancel' | 'later'): Promise<void> => {
      const later =
        get(id).purpose === 'export' ? 'Stopped with the project; it starts over' : 'Stopped with the project; it goes on from here';
      await note(id, why === 'cancel' ? 'Cancelled' : later, stopped(get(id), why));
    };
    const stages = new Set<string>();
    for (let crashes: number[] = []; ;) {
      // Told so before its process had heard of it.
      const { stopping: told } = entry;
      if (told !== null) return await stoppedFor(told);
      try {
        const outcome = await computeOf(get(id)).run(get(id), {
          options: options.get(id) ?? usualOptions(get(id)),
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
        await done(id, outcome);
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
          const other = get(id).purpose === 'export' ? 'another codec' : 'a smaller tile size or another device';
          const advice = code === 'compute-crashed' ? ` It did so ${MAX_CRASHES} times; try ${other}.` : '';
          await fail(id, { code, message: message + advice });
          return;
        }
        const goesOn =
          get(id).purpose === 'export'
            ? 'The job starts over by itself.'
            : 'The job goes on by itself from the last frames that were kept.';
        const crash = `${message} ${goesOn}`;
        await note(id, crash, { kind: 'note', notes: [...get(id).notes, crash] });
        await new Promise((resolve) => setTimeout(resolve, RESTART_DELAY_MS));
      }
    }
  };

  const done = async (id: JobId, outcome: JobOutcome): Promise<void> => {
    const job = get(id);
    const ended = { state: 'done', error: null, finishedAt: nowIso() } as const;
    if (outcome.type === 'restored') {
      const { run } = outcome;
      results.set(id, run);
      await storeOf(job)?.saveRun(run);
      if (job.purpose !== 'export') jobs.set(id, { ...job, runId: run.id });
      events.runFinished(await note(id, runSentence(run), ended), outcome);
    } else if (job.purpose === 'export') {
      jobs.set(id, { ...job, written: outcome.written });
      await note(id, exportSentence(job, outcome.written), ended);
    }
  };

  const stop = async (id: JobId, why: 'cancel' | 'later'): Promise<void> => {
    const entry = running.get(id);
    if (entry === undefined) return;
    entry.stopping ??= why;
    computeOf(get(id)).stop(id, { keepFrames: entry.stopping === 'later' });
    await entry.ended;
  };

  const queue: JobQueue = {
    add: async (request) => {
      const id = JobId.parse(randomUUID());
      const story = {
        id,
        state: 'queued' as const,
        position: nextPosition(),
        ...{ progress: null, error: null, notes: [], createdAt: nowIso(), startedAt: null, finishedAt: null },
      };
      if (request.purpose === 'export') {
        jobs.set(id, { ...request, ...story, written: null });
      } else {
        const { options: wanted, ...rest } = request;
        jobs.set(id, { ...rest, ...story, runId: null });
        options.set(id, { ...usualOptions(rest), ...wanted });
      }
      await note(id, queuedSentence(get(id)));
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
      if (running.has(id)) computeOf(get(id)).pause(id);
      return note(id, 'Paused', { state: 'paused' });
    },
    resume: async (id) => {
      if (get(id).state !== 'paused') return get(id);
      if (running.has(id)) {
        computeOf(get(id)).resume(id);
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
        if (job.state !== 'running' && (isEnded(job) || job.startedAt === null)) continue;
        // The engine was killed under it. One that is paused may never run again, so what it left goes now.
        await removePartialOutput(job.outputPath);
        await change(job.id, { state: job.state === 'running' ? 'queued' : job.state, startedAt: null });
      }
      void pump();
    },
    detach: async (projectId) => {
      const own = list().filter((job) => job.projectId === projectId);
      // Queued ones first, or each would start when the one before it stops.
      for (const job of own) if (job.state === 'queued') jobs.delete(job.id);
      leaving.add(projectId);
      try {
        await Promise.all(own.map((job) => stop(job.id, 'later')));
      } finally {
        leaving.delete(projectId);
      }
      for (const job of own) {
        jobs.delete(job.id);
        options.delete(job.id);
        results.delete(job.id);
      }
      stores.delete(projectId);
    },
    computeRssBytes: () => restores.rssBytes() + exports.rssBytes(),
    computePid: (of) => (of === 'exports' ? exports : restores).pid(),
    close: async () => {
      closed = true;
      await pumping;
      await Promise.all([...running.keys()].map((id) => stop(id, get(id).projectId === null ? 'cancel' : 'later')));
      restores.close();
      exports.close();
    },
  };
  return queue;
}

function usualOptions({ purpose }: Pick<Job, 'purpose'>): JobOptions {
  return { overwrite: purpose === 'preview', resume: true };
}

function isEnded(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'canceled';
}

function stopped(job: Job, why: 'cancel' | 'later'): JobChanges {
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
