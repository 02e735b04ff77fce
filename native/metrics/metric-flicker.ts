import type { MetricFacts } from '../contract/index.ts';
import { meanOf } from './metric.ts';
import type { MeasuringRoom, Meter, Metric, Series, Summary } from './metric.ts';
import { storedLuma } from './stored-luma.ts';

/** As VBench has it (vbench/temporal_flickering.py), whose frames are 8-bit BGR: the order of the channels does not matter. */
export const flicker: Metric = {
  facts: facts({
    name: 'flicker',
    title: 'Temporal flickering (VBench)',
    definition:
      'Mean absolute difference of consecutive 8-bit RGB frames, d; mean over pairs; (255 - d) / 255. Motion counts as flicker: made for still scenes.',
  }),
  open: openDifference,
  summarize,
};

/** The same where nothing has to become RGB, which costs more than the rest of measuring by filters. */
export const flickerLuma: Metric = {
  facts: facts({
    name: 'flicker-luma',
    title: 'Temporal flickering (stored luma)',
    definition: `${storedLuma} Mean absolute difference of consecutive frames, d, by ffmpeg's msad filter; mean over pairs; (255 - d) / 255. Not the same number as VBench's, which sees color too.`,
  }),
  open: null,
  summarize,
};

function facts(own: Pick<MetricFacts, 'name' | 'title' | 'definition'>): MetricFacts {
  return {
    ...own,
    version: 1,
    unit: '',
    frameUnit: 'levels',
    better: 'higher',
    frameBetter: 'lower',
    scope: 'pair',
    needs: 'nothing',
  };
}

function summarize(series: Series): Summary {
  const { value, note } = meanOf(series);
  return { value: value === null ? null : (255 - value) / 255, note };
}

/** Mean absolute difference to the frame before, in levels. */
export function openDifference({ kernels, size: { width, height } }: MeasuringRoom): Meter {
  const samples = width * height * 3;
  return {
    detail: '',
    measure: ({ restored, before }) =>
      before === null ? null : kernels.absoluteError(restored.rgb, before.restored.rgb, samples) / samples,
  };
}
