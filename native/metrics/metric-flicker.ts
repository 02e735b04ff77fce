import { meanOf } from './metric.ts';
import type { MeasuringRoom, Meter, Metric } from './metric.ts';

/** As VBench has it (vbench/temporal_flickering.py), whose frames are 8-bit BGR: the order of the channels does not matter. */
export const flicker: Metric = {
  facts: {
    name: 'flicker',
    version: 1,
    title: 'Temporal flickering (VBench)',
    unit: '',
    frameUnit: 'levels',
    better: 'higher',
    frameBetter: 'lower',
    scope: 'pair',
    needs: 'nothing',
    definition:
      'Mean absolute difference of consecutive 8-bit RGB frames, d; mean over pairs; (255 - d) / 255. Motion counts as flicker: made for still scenes.',
  },
  open: openDifference,
  summarize: (series) => {
    const { value, note } = meanOf(series);
    return { value: value === null ? null : (255 - value) / 255, note };
  },
};

/** Mean absolute difference to the frame before, in levels. */
export function openDifference({ kernels, size: { width, height } }: MeasuringRoom): Meter {
  const samples = width * height * 3;
  return {
    detail: '',
    measure: ({ restored, before }) =>
      before === null ? null : kernels.absoluteError(restored.rgb, before.restored.rgb, samples) / samples,
  };
}
