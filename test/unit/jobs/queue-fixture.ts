import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OutputSettings, RealEsrganRecipe } from '../../../native/contract/index.ts';
import type { FrameRange, Job, JobId, JobProgress, Run } from '../../../native/contract/index.ts';
import { openModelStore } from '../../../native/inference/model-store.ts';
import { launchNodeCompute } from '../../../native/jobs/compute-port-node.ts';
import type { ComputeLauncher, ComputePlaces } from '../../../native/jobs/compute-port.ts';
import { createJobQueue } from '../../../native/jobs/job-queue.ts';
import type { JobQueue, NewRestore } from '../../../native/jobs/job-queue.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const packagesDir = join(root, 'models/packages');
export const sampleClip = join(root, 'models/sample/dandelion-meadow.mp4');
/** Shared by all tests: the weights are fetched once. */
export const sharedWeightsDir = join(root, 'models/weights');
export const defaultModel = 'realesr-general-x4v3';

export async function installDefaultModel(): Promise<void> {
  const store = openModelStore({ packagesDir, weightsDir: sharedWeightsDir });
  await store.install(defaultModel, { signal: AbortSignal.timeout(240_000), progress: () => undefined });
}

export interface QueueFixture {
  readonly queue: JobQueue;
  /** Every state and progress that was told, in order. */
  readonly told: { readonly changes: Job[]; readonly progress: JobProgress[]; readonly runs: Run[] };
  /** Resolves at the first progress of the job that satisfies `when`. */
  readonly progressed: (id: JobId, when: (progress: JobProgress) => boolean) => Promise<JobProgress>;
}

export function openQueue(
  cacheDir: string,
  {
    weightsDir = sharedWeightsDir,
    launchCompute = launchNodeCompute,
    ...clock
  }: { weightsDir?: string; launchCompute?: ComputeLauncher; now?: () => number } = {},
): QueueFixture {
  const told: QueueFixture['told'] = { changes: [], progress: [], runs: [] };
  const listeners = new Set<(id: JobId, progress: JobProgress) => void>();
  const places: ComputePlaces = { appVersion: 'test', packagesDir, weightsDir, cacheDir };
  const queue = createJobQueue({
    ...clock,
    launchCompute,
    places,
    laneOf: () => Promise.resolve('cpu'),
    events: {
      jobChanged: (job) => told.changes.push(job),
      jobProgressed: (id, progress) => {
        told.progress.push(progress);
        for (const listener of listeners) listener(id, progress);
      },
      jobForgotten: () => undefined,
      runFinished: (_, { run }) => told.runs.push(run),
    },
  });
  return {
    queue,
    told,
    progressed: (id, when) =>
      new Promise((resolve) => {
        const listener = (of: JobId, progress: JobProgress): void => {
          if (of !== id || !when(progress)) return;
          listeners.delete(listener);
          resolve(progress);
        };
        listeners.add(listener);
      }),
  };
}

export function restoreJob(sourcePath: string, outputPath: string, range: FrameRange, rest: Partial<NewRestore> = {}): NewRestore {
  return {
    projectId: null,
    segmentId: null,
    purpose: 'restore',
    title: 'Test',
    sourcePath,
    range,
    recipe: RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu' }),
    output: OutputSettings.parse({}),
    outputPath,
    ...rest,
  };
}

/** Runs one job to its end and answers its run; a job that fails throws its message. */
export async function runToEnd({ queue }: QueueFixture, request: NewRestore): Promise<Run> {
  const { id } = await queue.add(request);
  const ended = await queue.ended(id);
  const run = queue.result(id);
  if (run === null) throw new Error(`${ended.error?.code ?? ended.state}: ${ended.error?.message ?? ''}`);
  return run;
}
