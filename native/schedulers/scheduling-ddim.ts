import { AppError } from '../contract/index.ts';
import type { SchedulerConfig } from '../contract/index.ts';
import { alphasCumprod } from './noise-schedule.ts';
import type { Scheduler } from './scheduler.ts';
import { spacedTimesteps } from './timestep-spacing.ts';

/** DDIM with eta 0 (arXiv 2010.02502), as diffusers' DDIMScheduler: the scheduler that DiffVSR was published with. */
export function createDdimScheduler(config: SchedulerConfig, { numInferenceSteps }: { readonly numInferenceSteps: number }): Scheduler {
  const products = alphasCumprod(config.noise);
  const ratio = Math.floor(config.noise.numTrainTimesteps / numInferenceSteps);
  const productAt = (timestep: number): number => {
    if (timestep >= 0) return products[timestep] ?? refuse(timestep, products.length);
    return config.setAlphaToOne ? 1 : products[0]!;
  };
  return {
    timesteps: spacedTimesteps(config, { numInferenceSteps, solver: 'ddim' }),
    step: ({ modelOutput, timestep, sample }) => {
      const signal = Math.sqrt(productAt(timestep));
      const noise = Math.sqrt(1 - productAt(timestep));
      const nextSignal = Math.sqrt(productAt(timestep - ratio));
      const nextNoise = Math.sqrt(1 - productAt(timestep - ratio));
      const prevSample = new Float32Array(sample.length);
      for (let i = 0; i < sample.length; i += 1) {
        const x = sample[i]!;
        const output = modelOutput[i]!;
        const isV = config.predictionType === 'v-prediction';
        const clean = isV ? signal * x - noise * output : (x - noise * output) / signal;
        const direction = isV ? signal * output + noise * x : output;
        prevSample[i] = nextSignal * clean + nextNoise * direction;
      }
      return { prevSample, memory: null };
    },
  };
}

function refuse(timestep: number, trained: number): never {
  throw new AppError('internal', `Timestep ${timestep} is not one of the model's ${trained}.`);
}
