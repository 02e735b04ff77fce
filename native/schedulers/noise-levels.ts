import type { SchedulerConfig } from '../contract/index.ts';
import { alphasCumprod } from './noise-schedule.ts';

/** One point on the way from noise to clean latents, as the solvers see it: x = alpha*clean + sigma*noise. */
export interface NoiseLevel {
  readonly alpha: number;
  readonly sigma: number;
  /** Half the logarithm of the signal-to-noise ratio; Infinity where sigma is 0. */
  readonly lambda: number;
}

/** The levels at the timesteps, and after them one of no noise at all (`final_sigmas_type: zero`). */
export function noiseLevels(config: SchedulerConfig, timesteps: readonly number[]): readonly NoiseLevel[] {
  const products = alphasCumprod(config.noise);
  const atTimesteps = timesteps.map((timestep) => {
    const product = products[timestep]!;
    // The reference carries the ratio sigma/alpha as float32 and derives both from it.
    const ratio = Math.fround(Math.sqrt((1 - product) / product));
    const alpha = 1 / Math.sqrt(ratio * ratio + 1);
    return { alpha, sigma: ratio * alpha, lambda: -Math.log(ratio) };
  });
  return [...atTimesteps, { alpha: 1, sigma: 0, lambda: Number.POSITIVE_INFINITY }];
}

/** The clean latents that the denoiser's answer means at a level. */
export function predictClean(
  { predictionType }: SchedulerConfig,
  { alpha, sigma }: NoiseLevel,
  { modelOutput, sample }: { readonly modelOutput: Float32Array; readonly sample: Float32Array },
): Float32Array {
  switch (predictionType) {
    case 'v-prediction':
      return sample.map((x, i) => alpha * x - sigma * modelOutput[i]!);
    case 'epsilon':
      return sample.map((x, i) => (x - sigma * modelOutput[i]!) / alpha);
  }
}
