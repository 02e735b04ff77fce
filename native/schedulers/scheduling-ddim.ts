import { AppError } from '../contract/index.ts';
import type { SchedulerConfig } from '../contract/index.ts';
import { alphasCumprod } from './noise-schedule.ts';
import type { Scheduler, StepInput } from './scheduler.ts';
import { spacedTimesteps } from './timestep-spacing.ts';

/** DDIM with eta 0 (arXiv 2010.02502), as diffusers' DDIMScheduler: the scheduler that DiffVSR was published with. */
export function createDdimScheduler(config: SchedulerConfig, { numInferenceSteps }: { readonly numInferenceSteps: number }): Scheduler {
  const products = alphasCumprod(config.noise);
  const ratio = Math.floor(config.noise.numTrainTimesteps / numInferenceSteps);
  const productAt = (timestep: number): number => {
    if (timestep >= 0) return products[timestep] ?? refuse(timestep, products.length);
    return config.setAlphaToOne ? 1 : products[0]!;
  };
  const step = config.predictionType === 'v-prediction' ? stepByV : stepByNoise;
  return {
    timesteps: spacedTimesteps(config, { numInferenceSteps, solver: 'ddim' }),
    step: ({ modelOutput, timestep, sample }) => {
      const [now, next] = [productAt(timestep), productAt(timestep - ratio)];
      const levels = { signal: Math.sqrt(now), noise: Math.sqrt(1 - now), nextSignal: Math.sqrt(next), nextNoise: Math.sqrt(1 - next) };
      return { prevSample: step({ modelOutput, sample }, levels), memory: null };
    },
  };
}

/** How much of the clean latents and of the noise there is at a timestep and at the next. */
interface Levels {
  readonly signal: number;
  readonly noise: number;
  readonly nextSignal: number;
  readonly nextNoise: number;
}

type Given = Pick<StepInput, 'modelOutput' | 'sample'>;

/** A loop for each kind of answer: one that asks for the kind at every number takes three times as long. */
function stepByV({ modelOutput, sample }: Given, { signal, noise, nextSignal, nextNoise }: Levels): Float32Array {
  const prevSample = new Float32Array(sample.length);
  for (let i = 0; i < sample.length; i += 1) {
    const clean = signal * sample[i]! - noise * modelOutput[i]!;
    const direction = signal * modelOutput[i]! + noise * sample[i]!;
    prevSample[i] = nextSignal * clean + nextNoise * direction;
  }
  return prevSample;
}

function stepByNoise({ modelOutput, sample }: Given, { signal, noise, nextSignal, nextNoise }: Levels): Float32Array {
  const prevSample = new Float32Array(sample.length);
  for (let i = 0; i < sample.length; i += 1) {
    const clean = (sample[i]! - noise * modelOutput[i]!) / signal;
    prevSample[i] = nextSignal * clean + nextNoise * modelOutput[i]!;
  }
  return prevSample;
}

function refuse(timestep: number, trained: number): never {
  throw new AppError('internal', `Timestep ${timestep} is not one of the model's ${trained}.`);
}
