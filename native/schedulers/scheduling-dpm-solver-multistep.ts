import type { SchedulerConfig } from '../contract/index.ts';
import { noiseLevels, predictClean } from './noise-levels.ts';
import type { Scheduler } from './scheduler.ts';
import { spacedTimesteps } from './timestep-spacing.ts';

/**
 * DPM-Solver++ 2M (arXiv 2211.01095, the midpoint form), as diffusers' DPMSolverMultistepScheduler with order 2: first order at the
 * first step, and at the last when there are fewer than 15. Good from about eight steps.
 */
export function createDpmSolverMultistepScheduler(
  config: SchedulerConfig,
  { numInferenceSteps }: { readonly numInferenceSteps: number },
): Scheduler {
  const timesteps = spacedTimesteps(config, { numInferenceSteps, solver: 'multistep' });
  const levels = noiseLevels(config, timesteps);
  return {
    timesteps,
    step: ({ modelOutput, timestep, sample, memory }) => {
      const index = timesteps.indexOf(timestep);
      const [now, next] = [levels[index]!, levels[index + 1]!];
      const clean = predictClean(config, now, { modelOutput, sample });
      // The last step ends at no noise, where a second-order step has no meaning.
      const isLast = index === timesteps.length - 1;
      const h = next.lambda - now.lambda;
      const shrink = next.sigma / now.sigma;
      const pull = -next.alpha * Math.expm1(-h);
      const prevSample = new Float32Array(sample.length);
      if (memory === null || isLast) {
        for (let i = 0; i < sample.length; i += 1) prevSample[i] = shrink * sample[i]! + pull * clean[i]!;
      } else {
        const r = (now.lambda - levels[index - 1]!.lambda) / h;
        const last = memory.lastClean;
        for (let i = 0; i < sample.length; i += 1) {
          const slope = (clean[i]! - last[i]!) / r;
          prevSample[i] = shrink * sample[i]! + pull * (clean[i]! + 0.5 * slope);
        }
      }
      return { prevSample, memory: { lastClean: clean, beforeLastClean: null, lastSample: null, lastOrder: 1 } };
    },
  };
}
