import { meanOf } from './metric.ts';
import type { Metric, Series, Summary } from './metric.ts';

/** How much fine detail there is, wanted or not: says nothing without a comparison. */
export const sharpness: Metric = {
  facts: {
    name: 'sharpness',
    version: 1,
    title: 'Sharpness (mean gradient)',
    unit: 'levels',
    frameUnit: 'levels',
    better: 'neither',
    scope: 'frame',
    needs: 'nothing',
    definition:
      'Mean of sqrt((dx^2 + dy^2) / 2), the differences of luma (0 to 255) to the right and the lower neighbour. Mean over frames.',
  },
  open: ({ kernels, size: { width, height } }) => ({
    detail: '',
    measure: ({ restored }) =>
      width < 2 || height < 2 ? null : kernels.gradientSum(restored.luma(), width, height) / ((width - 1) * (height - 1)),
  }),
  summarize: (series) => orTooSmall(series, 2),
};

/** Immerkaer, "Fast noise variance estimation", 1996. */
export const noise: Metric = {
  facts: {
    name: 'noise',
    version: 1,
    title: 'Noise (Immerkaer)',
    unit: 'levels',
    frameUnit: 'levels',
    better: 'neither',
    scope: 'frame',
    needs: 'nothing',
    definition:
      'Standard deviation of noise in luma (0 to 255), estimated from the Laplacian difference mask; fine texture counts as noise too. Mean over frames.',
  },
  open: ({ kernels, size: { width, height } }) => ({
    detail: '',
    measure: ({ restored }) => {
      if (width < 3 || height < 3) return null;
      return (Math.sqrt(Math.PI / 2) * kernels.laplacianSum(restored.luma(), width, height)) / (6 * (width - 2) * (height - 2));
    },
  }),
  summarize: (series) => orTooSmall(series, 3),
};

function orTooSmall(series: Series, side: number): Summary {
  const mean = meanOf(series);
  return mean.value === null ? { value: null, note: `The picture is smaller than ${side}x${side} pixels.` } : mean;
}
