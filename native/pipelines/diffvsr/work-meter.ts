import type { FrameRange } from '../../contract/index.ts';
import type { PipelineContext } from '../pipeline.ts';
import type { ResolvedRecipe } from './resolve-recipe.ts';
import type { ShotWork } from './shot-work.ts';
import { callsOfWindow, costOf, workloadOf } from './workload.ts';

/** Turns windows, steps and groups into words and into frames of progress. */
export interface WorkMeter {
  /** Before a step of the present window; `done` of `total` steps, over all its tiles. Waits while the job is paused. */
  readonly beforeStep: (done: number, total: number) => Promise<void>;
  readonly windowDone: () => void;
  /** It was kept from an earlier run. */
  readonly windowRead: () => void;
  readonly groupDone: () => void;
  /** Cost of what was computed so far, read back or not started left out. */
  readonly computed: () => number;
}

export function createWorkMeter({
  work,
  range,
  recipe,
  context,
}: {
  readonly work: readonly ShotWork[];
  /** The frames that are wanted. */
  readonly range: FrameRange;
  readonly recipe: ResolvedRecipe;
  readonly context: PipelineContext;
}): WorkMeter {
  const load = workloadOf(work, recipe);
  const frames = range.endFrame - range.startFrame;
  const cost = costOf(load);
  const windowCost = callsOfWindow(recipe);
  let window = 0;
  let done = 0;
  let computed = 0;
  const tell = (more: number, measured: boolean): void => context.worked((frames * (done + more)) / cost, { measured });
  const finish = (part: number, measured: boolean): void => {
    done += part;
    if (measured) computed += part;
    tell(0, measured);
  };

  return {
    beforeStep: async (step, total) => {
      await context.pausePoint();
      context.stage(`Denoising window ${window + 1} of ${load.windows}, step ${step + 1} of ${total}`);
      tell((windowCost * step) / total, true);
    },
    windowDone: () => {
      window += 1;
      finish(windowCost, true);
    },
    windowRead: () => {
      window += 1;
      context.stage(`Reading back window ${window} of ${load.windows}, which is denoised already`);
      finish(windowCost, false);
    },
    groupDone: () => finish(1, true),
    computed: () => computed,
  };
}
