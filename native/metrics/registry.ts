import type { MetricFacts, MetricName } from '../contract/index.ts';
import { colorShift } from './metric-color-shift.ts';
import { noise, sharpness } from './metric-detail.ts';
import { flicker } from './metric-flicker.ts';
import { motionToReference, motionToSource } from './metric-motion.ts';
import { psnrRgb, psnrY } from './metric-psnr.ts';
import { seam } from './metric-seam.ts';
import { ssimRgb, ssimY } from './metric-ssim.ts';
import { warpingError } from './metric-warping.ts';
import type { Metric } from './metric.ts';

/** Every metric, in the order in which they are shown. */
export const metrics: readonly Metric[] = [
  psnrRgb,
  psnrY,
  ssimRgb,
  ssimY,
  flicker,
  warpingError,
  motionToReference,
  motionToSource,
  seam,
  sharpness,
  noise,
  colorShift,
];

export function metricFacts(): readonly MetricFacts[] {
  return metrics.map(({ facts }) => facts);
}

export function metricNamed(name: MetricName): Metric {
  const metric = metrics.find(({ facts }) => facts.name === name);
  if (metric === undefined) throw new Error(`there is no metric ${name}`);
  return metric;
}
