import { randomUUID } from 'node:crypto';
import { JobId } from '../../native/contract/index.ts';
import type { RestoreJob, Run } from '../../native/contract/index.ts';
import { openModelStore } from '../../native/inference/model-store.ts';
import { createSessionPool } from '../../native/inference/session-pool.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import { runJob } from '../../native/jobs/job-runner.ts';
import { createPauseGate } from '../../native/jobs/pause-gate.ts';
import { findFfmpeg } from '../../native/media/ffmpeg-tools.ts';
import type { Frame } from '../../native/media/frame.ts';
import { readFrames } from '../../native/media/frame-reader.ts';
import { probeMedia } from '../../native/media/probe.ts';
import { openPipeline } from '../../native/pipelines/registry.ts';
import type { PipelineServices } from '../../native/pipelines/pipeline.ts';
import { makeBenchClip } from './bench-clip.ts';
import { benchJob } from './bench-job.ts';

const size = { width: 320, height: 180, frames: 48 };

/** A shared machine changes its speed from minute to minute: every restore is held against the two measurements beside it. */
const PAIRS = 3;

/**
 * How well decoding, converting and encoding hide behind inference: the wall time of a whole restore against the
 * time the same sessions take for the same frames alone, measured before and after it in the same process; the median of the ratios.
 */
export async function benchEfficiency(folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const pool = createSessionPool({});
  try {
    return await measure({ pool, models: openModelStore(places) }, folder, places);
  } finally {
    await pool.close();
  }
}

async function measure(services: PipelineServices, folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const sourcePath = await makeBenchClip({ folder, ...size });
  const job = asJob(benchJob({ sourcePath, frames: size.frames, folder }));
  await inferenceAloneMs(services, job, 4);

  const restores: { readonly ratio: number; readonly aloneMs: number; readonly timing: Run['timing'] }[] = [];
  let before = await inferenceAloneMs(services, job, size.frames);
  while (restores.length < PAIRS) {
    const { run } = await runJob(job, {
      services,
      places,
      options: { overwrite: true, resume: false },
      signal: new AbortController().signal,
      keepFrames: () => false,
      pauseGate: createPauseGate(),
      progressed: () => undefined,
      note: () => undefined,
    });
    const after = await inferenceAloneMs(services, job, size.frames);
    const aloneMs = (before + after) / 2;
    restores.push({ ratio: run.timing.wallMs / aloneMs, aloneMs, timing: run.timing });
    before = after;
  }
  const ratio = restores.map((restore) => restore.ratio).sort((a, b) => a - b)[(PAIRS - 1) / 2] ?? NaN;
  return { ...size, restores, ratio, target: 1.1, ok: ratio <= 1.1 };
}

/** The pipeline fed from memory, its results dropped: nothing but inference. */
async function inferenceAloneMs(services: PipelineServices, job: RestoreJob, count: number): Promise<number> {
  const { signal } = new AbortController();
  const range = { startFrame: 0, endFrame: count };
  const frames = await decode(job.sourcePath, range);
  const source = { width: size.width, height: size.height, bitDepth: 8, ...range, frameCount: count, key: '' } as const;
  const pipeline = await openPipeline(services, job.recipe, source, {
    ...{ signal, note: () => undefined, stage: () => undefined, worked: () => undefined, pausePoint: () => Promise.resolve() },
    ...{ sceneCuts: () => Promise.resolve([]), cacheDir: '', resume: false },
  });
  const startedMs = performance.now();
  for await (const _ of pipeline.run(inMemory(frames)));
  const ms = performance.now() - startedMs;
  await pipeline.close();
  return ms;
}

async function decode(path: string, range: RestoreJob['range']): Promise<Frame[]> {
  const { signal } = new AbortController();
  const tools = await findFfmpeg({});
  const media = await probeMedia(tools, path, { signal });
  const frames: Frame[] = [];
  for await (const frame of readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal })) frames.push(frame);
  return frames;
}

async function* inMemory(frames: readonly Frame[]): AsyncGenerator<Frame> {
  yield* frames;
}

function asJob({ options: _, ...request }: ReturnType<typeof benchJob>): RestoreJob {
  const now = new Date().toISOString();
  const fresh = { progress: null, error: null, notes: [], runId: null, createdAt: now, startedAt: now, finishedAt: null };
  return { ...request, ...fresh, id: JobId.parse(randomUUID()), state: 'running', position: 1 };
}
