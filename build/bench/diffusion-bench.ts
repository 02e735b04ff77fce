import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { DiffVsrRecipe } from '../../native/contract/index.ts';
import { openModelStore } from '../../native/inference/model-store.ts';
import { createSessionPool } from '../../native/inference/session-pool.ts';
import type { SessionPool } from '../../native/inference/session-pool.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import type { Frame } from '../../native/media/frame.ts';
import { openPipeline } from '../../native/pipelines/registry.ts';
import { rootDir } from '../vite/places.ts';

const toyId = 'toy-diffvsr';

/**
 * The DiffVSR pipeline on the toy package, fed from memory, its sessions open and its prompts known from a run before: how much time passes
 * outside ONNX Runtime, whether the denoiser is called as often as derived, and what happens at the borders of windows on a still clip.
 * `outsideOrt` is the part of the run's wall time in which no session runs: noise, scheduler, blending, packing, messages, kept latents.
 * `outsideCpuMs` is the processor time of the pipeline's own thread, in which no session runs; it hardly changes when the machine is busy.
 */
export async function benchDiffusion(folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const packagesDir = join(folder, 'packages');
  await cp(join(rootDir, 'test/fixtures/diffvsr/toy'), join(packagesDir, toyId), { recursive: true });
  const pool = createSessionPool({});
  const bench = { pool, packagesDir, cacheDir: join(folder, 'diffusion cache'), places };
  try {
    await restore(bench, { width: 160, height: 90, frames: 8, recipe: {} });
    const large = await restore(bench, { width: 160, height: 90, frames: 16, recipe: { seed: 11 } });
    const outside = (large.wallMs - large.inferenceMs) / large.wallMs;
    // Windows of 8 that begin at frames 0, 4 and 8, four steps, with and without the prompt.
    const derived = 3 * 4 * 2;
    return {
      ...{ width: 160, height: 90, frames: 16, wallMs: large.wallMs, inferenceMs: large.inferenceMs },
      ...{ outsideCpuMs: large.outsideCpuMs, processCpuMs: large.processCpuMs },
      ...{ outsideOrt: outside, target: 0.03, ok: outside <= 0.03 },
      denoiserCalls: { seen: large.denoiserCalls, derived, ok: large.denoiserCalls === derived },
      seams: {
        reference: await seam(bench, { latentTransition: 'reference' }),
        paper: await seam(bench, { latentTransition: 'paper' }),
        without: await seam(bench, { latentTransition: 'none', noiseRescheduling: 'off' }),
      },
    };
  } finally {
    await pool.close();
  }
}

interface Bench {
  readonly pool: SessionPool;
  readonly packagesDir: string;
  readonly cacheDir: string;
  readonly places: ComputePlaces;
}

interface Restored {
  readonly frames: readonly Frame[];
  readonly wallMs: number;
  readonly inferenceMs: number;
  /** Processor time of this thread, and of the whole process. */
  readonly outsideCpuMs: number;
  readonly processCpuMs: number;
  /** Of the denoiser's session, one for each prompt of a call. */
  readonly denoiserCalls: number;
}

async function restore(
  { pool, packagesDir, cacheDir, places }: Bench,
  { width, height, frames: count, still = false, recipe }: Clip & { readonly recipe: Partial<DiffVsrRecipe> },
): Promise<Restored> {
  const models = openModelStore({ packagesDir, weightsDir: places.weightsDir });
  const full = DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: toyId, device: 'cpu', steps: 4, shots: 'off', ...recipe });
  const counted = countDenoiserCalls(pool);
  const source = {
    width,
    height,
    bitDepth: 8,
    startFrame: 0,
    endFrame: count,
    frameCount: count,
    key: `bench ${width}x${height}`,
  } as const;
  const pipeline = await openPipeline({ pool: counted.pool, models }, full, source, {
    ...{ signal: new AbortController().signal, note: () => undefined, worked: () => undefined, pausePoint: () => Promise.resolve() },
    ...{ stage: () => undefined, sceneCuts: () => Promise.resolve([]), cacheDir, resume: false },
  });
  const given = clip({ width, height, frames: count, still });
  const startedMs = performance.now();
  const [threadBefore, processBefore] = [process.threadCpuUsage(), process.cpuUsage()];
  const frames: Frame[] = [];
  for await (const frame of pipeline.run(inOrder(given))) frames.push(frame);
  const wallMs = performance.now() - startedMs;
  const outsideCpuMs = milliseconds(process.threadCpuUsage(threadBefore));
  const processCpuMs = milliseconds(process.cpuUsage(processBefore));
  await pipeline.close();
  return { frames, wallMs, inferenceMs: pipeline.inferenceMs(), outsideCpuMs, processCpuMs, denoiserCalls: counted.calls() };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** A pool that lends the same sessions, and looks at what the denoiser's is given: its first dimension is one for each prompt. */
function countDenoiserCalls(pool: SessionPool): { readonly pool: SessionPool; readonly calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    pool: {
      ...pool,
      borrow: async (request, options) => {
        const lent = await pool.borrow(request, options);
        const runNamed: typeof lent.session.runNamed = (inputs, how) => {
          calls += inputs['sample']?.dims[0] ?? 0;
          return lent.session.runNamed(inputs, how);
        };
        return { ...lent, session: { ...lent.session, runNamed } };
      },
    },
  };
}

interface Clip {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly still?: boolean;
}

async function* inOrder(frames: readonly Frame[]): AsyncGenerator<Frame> {
  for (const frame of frames) yield await Promise.resolve(frame);
}

function clip({ width, height, frames, still = false }: Clip): Frame[] {
  return Array.from({ length: frames }, (_, index) => {
    const t = still ? 0 : index;
    const data = Uint8Array.from({ length: width * height * 3 }, (_value, i) => 128 + 100 * Math.sin((i % 97) * 0.2 + t * 0.3));
    return { index, width, height, bitDepth: 8, data };
  });
}

/** Mean differences between neighbouring frames of a still clip, in levels: where a window ends and another goes on, and inside windows. */
async function seam(bench: Bench, recipe: Partial<DiffVsrRecipe>): Promise<Record<string, number>> {
  const { frames } = await restore(bench, { width: 48, height: 32, frames: 24, still: true, recipe });
  const difference = (index: number): number => {
    const [before, after] = [frames[index - 1]?.data ?? [], frames[index]?.data ?? []];
    return Array.from(before, (value, i) => Math.abs(value - (after[i] ?? NaN))).reduce((sum, value) => sum + value, 0) / before.length;
  };
  // Windows of 8 begin at every fourth frame.
  const borders = [4, 8, 12, 16, 20];
  const inside = Array.from({ length: 23 }, (_, i) => i + 1).filter((index) => !borders.includes(index));
  const mean = (indices: readonly number[]): number => indices.map(difference).reduce((sum, value) => sum + value, 0) / indices.length;
  return { acrossBorders: mean(borders), insideWindows: mean(inside) };
}
