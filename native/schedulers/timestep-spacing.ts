import { AppError } from '../contract/index.ts';
import type { SchedulerConfig } from '../contract/index.ts';

/**
 * The training timesteps that `numInferenceSteps` steps visit, falling (Table 2 of arXiv 2305.08891).
 * `solver`: the multistep solvers of diffusers cut the line into one part more than there are steps.
 */
export function spacedTimesteps(
  { noise, timestepSpacing, stepsOffset }: SchedulerConfig,
  { numInferenceSteps, solver }: { readonly numInferenceSteps: number; readonly solver: 'ddim' | 'multistep' },
): readonly number[] {
  const trained = noise.numTrainTimesteps;
  refuseStepsOutside(numInferenceSteps, trained);
  const parts = solver === 'ddim' ? numInferenceSteps : numInferenceSteps + 1;
  const rising = Array.from({ length: parts }, (_, i) => i);
  switch (timestepSpacing) {
    case 'leading': {
      const ratio = Math.floor(trained / parts);
      return fallingWithoutRest(rising.map((i) => i * ratio + stepsOffset));
    }
    case 'linspace':
      return fallingWithoutRest(rising.map((i) => roundHalfToEven((i * (trained - 1)) / Math.max(1, parts - 1))));
    case 'trailing':
      return Array.from({ length: numInferenceSteps }, (_, i) => roundHalfToEven(trained - (i * trained) / numInferenceSteps) - 1);
  }
  function fallingWithoutRest(all: readonly number[]): number[] {
    return all.slice(parts - numInferenceSteps).reverse();
  }
}

function refuseStepsOutside(numInferenceSteps: number, trained: number): void {
  if (Number.isInteger(numInferenceSteps) && numInferenceSteps >= 1 && numInferenceSteps < trained) return;
  throw new AppError(
    'bad-input',
    `The model denoises in 1 to ${trained - 1} steps, not in ${numInferenceSteps}. Choose a number of steps in that range.`,
  );
}

/** As NumPy rounds. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
