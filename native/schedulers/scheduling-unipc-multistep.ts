import type { SchedulerConfig } from '../contract/index.ts';
import { noiseLevels, predictClean } from './noise-levels.ts';
import type { NoiseLevel } from './noise-levels.ts';
import type { Scheduler, StepMemory } from './scheduler.ts';
import { spacedTimesteps } from './timestep-spacing.ts';

/**
 * UniPC of order 2 (arXiv 2302.04867, B(h) = e^h - 1), as diffusers' UniPCMultistepScheduler with `bh2`: each step first corrects the
 * latents it was given by what the denoiser said about them, then predicts the next. Good from about five steps.
 */
export function createUniPcMultistepScheduler(
  config: SchedulerConfig,
  { numInferenceSteps }: { readonly numInferenceSteps: number },
): Scheduler {
  const timesteps = spacedTimesteps(config, { numInferenceSteps, solver: 'multistep' });
  const levels = noiseLevels(config, timesteps);
  return {
    timesteps,
    step: ({ modelOutput, timestep, sample, memory }) => {
      const index = timesteps.indexOf(timestep);
      const clean = predictClean(config, levels[index]!, { modelOutput, sample });
      const corrected = memory === null ? sample : correct({ memory, clean, sample, levels, index });
      const order = memory === null ? 1 : Math.min(2, timesteps.length - index);
      const prevSample = predict({ memory, clean, sample: corrected, levels, index, order });
      const remembered = { lastClean: clean, beforeLastClean: memory?.lastClean ?? null, lastSample: corrected, lastOrder: order };
      return { prevSample, memory: remembered };
    },
  };
}

interface Place {
  readonly clean: Float32Array;
  readonly sample: Float32Array;
  readonly levels: readonly NoiseLevel[];
  readonly index: number;
}

/** UniP: from the corrected latents at `index` to those at `index + 1`. */
function predict({
  memory,
  clean,
  sample,
  levels,
  index,
  order,
}: Place & { readonly memory: StepMemory | null; readonly order: number }): Float32Array {
  const [now, next] = [levels[index]!, levels[index + 1]!];
  const { shrink, pull, h } = transition(now, next);
  if (order === 1 || memory === null) return sample.map((x, i) => shrink * x - pull * clean[i]!);
  const r = (levels[index - 1]!.lambda - now.lambda) / h;
  return sample.map((x, i) => shrink * x - pull * (clean[i]! + (0.5 * (memory.lastClean[i]! - clean[i]!)) / r));
}

/** UniC: the latents at `index` once more, now that the denoiser has been asked there. */
function correct({ memory, clean, levels, index }: Place & { readonly memory: StepMemory }): Float32Array {
  const [before, now] = [levels[index - 1]!, levels[index]!];
  const { shrink, pull, h } = transition(before, now);
  const { lastClean, beforeLastClean, lastOrder } = memory;
  const lastSample = memory.lastSample!;
  if (lastOrder === 1 || beforeLastClean === null) {
    return lastSample.map((x, i) => shrink * x - pull * (lastClean[i]! + 0.5 * (clean[i]! - lastClean[i]!)));
  }
  const r = (levels[index - 2]!.lambda - before.lambda) / h;
  const [first, second] = solveRhos(r, -h);
  return lastSample.map((x, i) => {
    const older = (beforeLastClean[i]! - lastClean[i]!) / r;
    return shrink * x - pull * (lastClean[i]! + first * older + second * (clean[i]! - lastClean[i]!));
  });
}

/** x' = shrink*x - pull*clean, exact where the clean latents do not change. */
function transition(from: NoiseLevel, to: NoiseLevel): { readonly shrink: number; readonly pull: number; readonly h: number } {
  const h = to.lambda - from.lambda;
  return { shrink: to.sigma / from.sigma, pull: to.alpha * Math.expm1(-h), h };
}

/** The weights of UniC-2: [[1, 1], [r, 1]] * rho = b (section 3.2 of the paper). */
function solveRhos(r: number, hh: number): readonly [number, number] {
  const bh = Math.expm1(hh);
  const phi1 = bh / hh - 1;
  const phi2 = phi1 / hh - 0.5;
  const [b1, b2] = [phi1 / bh, (2 * phi2) / bh];
  const first = (b2 - b1) / (r - 1);
  return [first, b1 - first];
}
