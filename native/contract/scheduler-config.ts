import { z } from 'zod';

/** The noise a model was trained with, in diffusers' words: betas rise from `betaStart` to `betaEnd` over the training timesteps. */
export const NoiseSchedule = z.strictObject({
  numTrainTimesteps: z.int().min(1).max(10_000),
  betaStart: z.number().positive().max(1),
  betaEnd: z.number().positive().max(1),
  /** `scaled-linear`: linear in the square roots. */
  betaSchedule: z.enum(['linear', 'scaled-linear']),
});
export type NoiseSchedule = z.infer<typeof NoiseSchedule>;

export const SchedulerName = z.enum(['ddim', 'dpm-solver++', 'unipc']);
export type SchedulerName = z.infer<typeof SchedulerName>;

/** How a model's latents are denoised. Kept in the package, beside the weights. */
export const SchedulerConfig = z.strictObject({
  noise: NoiseSchedule,
  /** What the denoiser answers: v = sqrt(a)*noise - sqrt(1-a)*latents, or the noise itself. */
  predictionType: z.enum(['v-prediction', 'epsilon']),
  /** Which training timesteps are visited (Table 2 of arXiv 2305.08891). */
  timestepSpacing: z.enum(['leading', 'trailing', 'linspace']),
  stepsOffset: z.int().min(0).max(100),
  /** DDIM only. True: the last step ends at no noise; false: at the noise of timestep 0. */
  setAlphaToOne: z.boolean(),
});
export type SchedulerConfig = z.infer<typeof SchedulerConfig>;
