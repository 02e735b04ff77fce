import { openDifference } from './metric-flicker.ts';
import type { Metric, Series, Summary } from './metric.ts';

/** Whether the borders of windows show. */
export const seam: Metric = {
  facts: {
    name: 'seam',
    version: 1,
    title: 'Seam index',
    unit: '',
    frameUnit: 'levels',
    better: 'lower',
    scope: 'pair',
    needs: 'windows',
    definition:
      'Mean absolute difference of consecutive frames where a window of the model begins or ends, over that of all other pairs; pairs across cuts count for neither. 1: the borders cannot be told from the rest.',
  },
  open: openDifference,
  summarize: seamIndex,
};

function seamIndex({ values, seams, cuts }: Series): Summary {
  const sums = { across: { sum: 0, count: 0 }, inside: { sum: 0, count: 0 } };
  for (const [frame, value] of values.entries()) {
    if (Number.isNaN(value) || cuts.has(frame)) continue;
    const part = seams.has(frame) ? sums.across : sums.inside;
    part.sum += value;
    part.count += 1;
  }
  const { across, inside } = sums;
  if (across.count === 0) return { value: null, note: 'The clip lies in one window: there are no borders.' };
  if (inside.count === 0) return { value: null, note: 'Every pair of frames lies at a border: there is nothing to compare with.' };
  if (inside.sum === 0) return { value: null, note: 'Inside the windows nothing changes: there is nothing to compare with.' };
  return { value: across.sum / across.count / (inside.sum / inside.count), note: null };
}

/** Where the windows of the model meet in the measured clip, whose first frame is 0. */
export interface SeamPlan {
  /** Frames that differ from the one before by a border. */
  readonly frames: readonly number[];
  /** First frames of shots. */
  readonly cuts: readonly number[];
}

/** Borders lie where a window begins and where the one before it ends; windows begin anew in every shot. */
export function seamsOf(
  { length, overlap, cuts }: { readonly length: number; readonly overlap: number; readonly cuts: readonly number[] },
  frameCount: number,
): SeamPlan {
  const frames = new Set<number>();
  const starts = [0, ...cuts.filter((cut) => cut < frameCount)].sort((a, b) => a - b);
  for (const [shot, start] of starts.entries()) {
    const end = starts[shot + 1] ?? frameCount;
    for (let begins = start + length - overlap; begins < end; begins += length - overlap) {
      frames.add(begins);
      if (begins + overlap < end) frames.add(begins + overlap);
    }
  }
  return { frames: [...frames].sort((a, b) => a - b), cuts };
}
