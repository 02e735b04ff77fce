import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiffVsrRecipe } from '../../native/contract/index.ts';
import { createSessionPool } from '../../native/inference/session-pool.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import { rootDir } from '../vite/places.ts';
import { runDiffusion } from './diffusion-run.ts';
import type { DiffusionBench, DiffusionRun } from './diffusion-run.ts';

const modelId = 'interweave-nano';

/**
 * A photograph that stands still for 24 frames, restored with the package's own settings and three seeds: does the picture change more where one window ends
 * and the next goes on than inside a window? With interweaved latent transition and noise rescheduling it must not; without it does.
 */
export async function benchSeams(folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const pool = createSessionPool({});
  const bench = { pool, packagesDir: places.packagesDir, cacheDir: join(folder, 'seam cache'), places };
  try {
    const own = await seams(bench, {});
    const reference = await seams(bench, { latentTransition: 'reference' });
    const without = await seams(bench, { latentTransition: 'none', noiseRescheduling: 'off' });
    const ok = [own.latents, own.decodedTogether].every(({ ratio }) => ratio <= 1) && without.decodedTogether.ratio > 1;
    return { modelId, own, reference, without, ok };
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
  /** In decoded pictures, in levels; both frames of every pair are in the middle of one group of the decoder. */
  readonly decodedTogether: Seam;
  /** In the frames as they are written. The decoder's groups of four end where windows end, and add a seam of their own. */
  readonly frames: Seam;
}

async function seams(bench: DiffusionBench, recipe: Partial<DiffVsrRecipe>): Promise<Seams> {
  const [width, height, count] = [64, 48, 24];
  // Of "seeding" by Clemens Engelhardt (CC0-1.0, Debian package lomiri-wallpapers-16.04): scaled to 320 wide by area, crop=64:48:0:10.
  const data = await readFile(join(rootDir, 'test/fixtures/photo-64x48.rgb'));
  const clip = Array.from({ length: count }, (_, index) => ({ index, width, height, bitDepth: 8 as const, data }));
  const runs: Seams[] = [];
  for (const seed of [1, 2, 3]) {
    const run = await runDiffusion(bench, { clip, modelId, recipe: { ...recipe, seed } });
    runs.push({
      latents: seam(differences(run.latents)),
      decodedTogether: seam(await differencesDecodedTogether(run)),
      frames: seam(differences(run.frames.map((frame) => frame.data))),
    });
  }
  return {
    latents: meanOf(runs.map((each) => each.latents)),
    decodedTogether: meanOf(runs.map((each) => each.decodedTogether)),
    frames: meanOf(runs.map((each) => each.frames)),
  };
}

function meanOf(found: readonly Seam[]): Seam & { readonly ratios: readonly number[] } {
  const acrossBorders = mean(found.map((each) => each.acrossBorders));
  const insideWindows = mean(found.map((each) => each.insideWindows));
  return { acrossBorders, insideWindows, ratio: acrossBorders / insideWindows, ratios: found.map(({ ratio }) => ratio) };
}

/** By the index of the second frame of each pair. */
type Differences = ReadonlyMap<number, number>;

function differences(frames: readonly ArrayLike<number>[]): Differences {
  return new Map(frames.slice(1).map((after, i) => [i + 1, difference(frames[i]!, after)]));
}

async function differencesDecodedTogether({ latents, decode }: DiffusionRun): Promise<Differences> {
  const found = new Map<number, number>();
  for (let index = 2; index + 2 <= latents.length; index += 1) {
    const group = await decode(latents.slice(index - 2, index + 2));
    const size = group.length / 4;
    found.set(index, 127.5 * difference(group.subarray(size, 2 * size), group.subarray(2 * size, 3 * size)));
  }
  return found;
}

function seam(found: Differences): Seam {
  // Windows of 8 begin at every fourth frame.
  const pairs = [...found];
  const acrossBorders = mean(pairs.filter(([index]) => index % 4 === 0).map(([, value]) => value));
  const insideWindows = mean(pairs.filter(([index]) => index % 4 !== 0).map(([, value]) => value));
  return { acrossBorders, insideWindows, ratio: acrossBorders / insideWindows };
}

function difference(before: ArrayLike<number>, after: ArrayLike<number>): number {
  return mean(Array.from(before, (value, i) => Math.abs(value - (after[i] ?? NaN))));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
