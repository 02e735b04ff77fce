import type { SchedulerConfig, SchedulerName } from '../contract/index.ts';
import type { Scheduler } from './scheduler.ts';
import { createDdimScheduler } from './scheduling-ddim.ts';
import { createDpmSolverMultistepScheduler } from './scheduling-dpm-solver-multistep.ts';
import { createUniPcMultistepScheduler } from './scheduling-unipc-multistep.ts';

/** The scheduler of a recipe on the noise of a package. Refuses a number of steps that the model cannot take ('bad-input'). */
export function createScheduler(name: SchedulerName, config: SchedulerConfig, options: { readonly numInferenceSteps: number }): Scheduler {
  switch (name) {
    case 'ddim':
      return createDdimScheduler(config, options);
    case 'dpm-solver++':
      return createDpmSolverMultistepScheduler(config, options);
    case 'unipc':
      return createUniPcMultistepScheduler(config, options);
  }
}
