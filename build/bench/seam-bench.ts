import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiffVsrRecipe } from '../../native/contract/index.ts';
import { createSessionPool } from '../../native/inference/session-pool.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import { rootDir } from '../vite/places.ts';
import { runDiffusion } from './diffusion-run.ts';
import type { DiffusionBench } from './diffusion-run.ts';

const modelId = 'interweave-nano';

/**
 * A photograph that stands still for 24 frames, restored with the package's own settings and three seeds: does the picture change more where one window ends
 * and the next goes on than inside a window? With interweaved latent transition and noise rescheduling it must not; without it does.
 */
export async function benchSeams(folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const pool = createSessionPool({});
  const bench = { pool, packagesDir: places.packagesDir, cacheDir: join(folder, 'seam cache'), places };
  try {
    const reference = await seams(bench, { latentTransition: 'reference' });
    const paper = await seams(bench, { latentTransition: 'paper' });
    const without = await seams(bench, { latentTransition: 'none', noiseRescheduling: 'off' });
    const ok = [reference, paper].every(({ latents }) => latents.ratio <= 1) && without.latents.ratio > 1;
    return { modelId, reference, paper, without, ok };
  } finally {
    await pool.close();
  }
}

/** Mean differences between neighbouring frames, where one window ends and the next goes on, and elsewhere. */
interface Seam {
  readonly acrossBorders: number;
  readonly insideWindows: number;
  readonly ratio: number;
}

interface Seams {
  /** In the latents: of this the transition takes care. */
  readonly latents: Seam;
  /** In the frames, in levels. The decoder's groups of four frames end where windows end, and add a seam of their own. */
  readonly frames: Seam;
}

async function seams(bench: DiffusionBench, recipe: Partial<DiffVsrRecipe>): Promise<Seams> {
  const [width, height, count] = [64, 48, 24];
  // Of "seeding" by Clemens Engelhardt (CC0-1.0, Debian package lomiri-wallpapers-16.04): scaled to 320 wide by area, crop=64:48:0:10.
  const data = await readFile(join(rootDir, 'test/fixtures/photo-64x48.rgb'));
  const clip = Array.from({ length: count }, (_, index) => ({ index, width, height, bitDepth: 8 as const, data }));
  const runs: Seams[] = [];
  for (const seed of [1, 2, 3]) {
    const { latents, frames } = await runDiffusion(bench, { clip, modelId, recipe: { ...recipe, seed } });
    runs.push({ latents: seam(latents), frames: seam(frames.map((frame) => frame.data)) });
  }
  return { latents: meanOf(runs.map((each) => each.latents)), frames: meanOf(runs.map((each) => each.frames)) };
}

function meanOf(seams: readonly Seam[]): Seam & { readonly ratios: readonly number[] } {
  const mean = (of: (each: Seam) => number): number => seams.map(of).reduce((sum, value) => sum + value, 0) / seams.length;
  const [acrossBorders, insideWindows] = [mean((each) => each.acrossBorders), mean((each) => each.insideWindows)];
  return { acrossBorders, insideWindows, ratio: acrossBorders / insideWindows, ratios: seams.map(({ ratio }) => ratio) };
}

function seam(frames: readonly ArrayLike<number>[]): Seam {
  const difference = (index: number): number => {
    const [before = [], after = []] = [frames[index - 1], frames[index]];
    return Array.from(before, (value, i) => Math.abs(value - (after[i] ?? NaN))).reduce((sum, value) => sum + value, 0) / before.length;
  };
  // Windows of 8 begin at every fourth frame.
  const borders = [4, 8, 12, 16, 20];
  const inside = Array.from({ length: frames.length - 1 }, (_, i) => i + 1).filter((index) => !borders.includes(index));
  const mean = (indices: readonly number[]): number => indices.map(difference).reduce((sum, value) => sum + value, 0) / indices.length;
  const [acrossBorders, insideWindows] = [mean(borders), mean(inside)];
  return { acrossBorders, insideWindows, ratio: acrossBorders / insideWindows };
}
