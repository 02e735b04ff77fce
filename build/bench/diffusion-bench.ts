import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createSessionPool } from '../../native/inference/session-pool.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import type { Frame } from '../../native/media/frame.ts';
import { rootDir } from '../vite/places.ts';
import { runDiffusion } from './diffusion-run.ts';

const modelId = 'toy-diffvsr';

/**
 * The DiffVSR pipeline on the toy package, fed from memory, its sessions open and its prompts known from a run before: how much time passes
 * outside ONNX Runtime, and whether the denoiser is called as often as derived.
 * `outsideOrt` is the part of the run's wall time in which no session runs: noise, scheduler, blending, packing, messages, kept latents.
 * `outsideCpuMs` is the processor time of the pipeline's own thread, in which no session runs; it hardly changes when the machine is busy.
 */
export async function benchDiffusion(folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const packagesDir = join(folder, 'packages');
  await cp(join(rootDir, 'test/fixtures/diffvsr/toy'), join(packagesDir, modelId), { recursive: true });
  const pool = createSessionPool({});
  const bench = { pool, packagesDir, cacheDir: join(folder, 'diffusion cache'), places };
  const size = { width: 160, height: 90 };
  try {
    await runDiffusion(bench, { clip: movingClip({ ...size, frames: 8 }), modelId, recipe: { steps: 4 } });
    const run = await runDiffusion(bench, { clip: movingClip({ ...size, frames: 16 }), modelId, recipe: { steps: 4, seed: 11 } });
    const outside = (run.wallMs - run.inferenceMs) / run.wallMs;
    // Windows of 8 that begin at frames 0, 4 and 8, four steps, with and without the prompt.
    const derived = 3 * 4 * 2;
    return {
      ...{ ...size, frames: 16, wallMs: run.wallMs, inferenceMs: run.inferenceMs },
      ...{ outsideCpuMs: run.outsideCpuMs, processCpuMs: run.processCpuMs },
      ...{ outsideOrt: outside, target: 0.03, ok: outside <= 0.03 },
      denoiserCalls: { seen: run.denoiserCalls, derived, ok: run.denoiserCalls === derived },
    };
  } finally {
    await pool.close();
  }
}

function movingClip({ width, height, frames }: { readonly width: number; readonly height: number; readonly frames: number }): Frame[] {
  return Array.from({ length: frames }, (_, index) => {
    const data = Uint8Array.from({ length: width * height * 3 }, (_value, i) => 128 + 100 * Math.sin((i % 97) * 0.2 + index * 0.3));
    return { index, width, height, bitDepth: 8, data };
  });
}
