import { meanOf } from './metric.ts';
import type { Metric } from './metric.ts';
import { fitted, sizeText, smaller } from './picture.ts';

/** Longest side that colours are compared at: they shift over areas, and detail must not count. */
const LONGEST_SIDE = 320;

export const colorShift: Metric = {
  facts: {
    name: 'color-shift',
    version: 1,
    title: 'Colour shift (CIEDE2000)',
    unit: 'dE00',
    frameUnit: 'dE00',
    better: 'lower',
    scope: 'frame',
    needs: 'source',
    definition:
      'Mean CIEDE2000 between clip and source, both made smaller by area to the same small size and taken for sRGB. Mean over frames.',
  },
  open: ({ kernels, size, sourceSize }) => {
    const common = fitted(smaller(size, sourceSize ?? size), LONGEST_SIDE);
    const scratch = kernels.allocate(48);
    const pixels = common.width * common.height;
    return {
      detail: `CIEDE2000 at ${sizeText(common)}`,
      measure: ({ restored, source }) =>
        source === null ? null : kernels.colorDistance(source.resized(common), restored.resized(common), pixels, scratch) / pixels,
    };
  },
  summarize: meanOf,
};
