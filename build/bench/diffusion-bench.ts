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
 * The DiffVSR pipeline on the toy package, fed from memory: how much time passes outside ONNX Runtime (noise, scheduler, blending, packing,
 * messages), whether the denoiser is called as often as derived, and what happens at the borders of windows on a still clip.
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
    const steps = 4;
    const windows = 3;
    return {
      ...{ width: 160, height: 90, frames: 16, wallMs: large.wallMs, inferenceMs: large.inferenceMs },
      ...{ outsideOrt: outside, target: 0.03, ok: outside <= 0.03 },
      denoiserSteps: { seen: large.steps, derived: windows * steps, ok: large.steps === windows * steps },
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
  /** Denoising steps that were told. */
  readonly steps: number;
}

async function restore(
  { pool, packagesDir, cacheDir, places }: Bench,
  { width, height, frames: count, still = false, recipe }: Clip & { readonly recipe: Partial<DiffVsrRecipe> },
): Promise<Restored> {
  const models = openModelStore({ packagesDir, weightsDir: places.weightsDir });
  const full = DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: toyId, device: 'cpu', steps: 4, shots: 'off', ...recipe });
  let steps = 0;
  const source = {
    width,
    height,
    bitDepth: 8,
    startFrame: 0,
    endFrame: count,
    frameCount: count,
    key: `bench ${width}x${height}`,
  } as const;
  const pipeline = await openPipeline({ pool, models }, full, source, {
    ...{ signal: new AbortController().signal, note: () => undefined, worked: () => undefined, pausePoint: () => Promise.resolve() },
    ...{ stage: (text) => (steps += Number(text.startsWith('Denoising'))) },
    ...{ sceneCuts: () => Promise.resolve([]), cacheDir, resume: false },
  });
  const startedMs = performance.now();
  const frames: Frame[] = [];
  for await (const frame of pipeline.run(clip({ width, height, frames: count, still }))) frames.push(frame);
  const wallMs = performance.now() - startedMs;
  await pipeline.close();
  return { frames, wallMs, inferenceMs: pipeline.inferenceMs(), steps };
}

interface Clip {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly still?: boolean;
}

async function* clip({ width, height, frames, still = false }: Clip): AsyncGenerator<Frame> {
  for (let index = 0; index < frames; index += 1) {
    const t = still ? 0 : index;
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => 128 + 100 * Math.sin((i % 97) * 0.2 + t * 0.3));
    yield await Promise.resolve({ index, width, height, bitDepth: 8, data });
  }
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
