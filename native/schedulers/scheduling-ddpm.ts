import { AppError } from '../contract/index.ts';
import type { NoiseSchedule } from '../contract/index.ts';
import { alphasCumprod } from './noise-schedule.ts';

/** How much of the sample and of the noise there is at a noise level: sqrt(a) and sqrt(1-a), in float32. */
export function noiseScales({ schedule, noiseLevel }: { readonly schedule: NoiseSchedule; readonly noiseLevel: number }): {
  readonly signal: number;
  readonly sigma: number;
} {
  const product = alphasCumprod(schedule)[noiseLevel];
  if (product === undefined) {
    throw new AppError(
      'bad-input',
      `The noise level ${noiseLevel} is outside 0 to ${schedule.numTrainTimesteps - 1}. Choose one in that range.`,
    );
  }
  return { signal: Math.fround(Math.sqrt(product)), sigma: Math.fround(Math.sqrt(1 - product)) };
}

/**
 * Noise for the low-resolution condition (diffusers' DDPMScheduler.add_noise): sqrt(a)*x + sqrt(1-a)*noise at one noise level.
 * A new array of the shape of `sample`, not clamped.
 */
export function addNoise({
  schedule,
  noiseLevel,
  sample,
  noise,
}: {
  readonly schedule: NoiseSchedule;
  /** A timestep of the schedule. */
  readonly noiseLevel: number;
  readonly sample: Float32Array;
  readonly noise: Float32Array;
}): Float32Array {
  const { signal, sigma } = noiseScales({ schedule, noiseLevel });
  return sample.map((value, i) => signal * value + sigma * noise[i]!);
}
