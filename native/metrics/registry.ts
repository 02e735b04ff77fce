import { AppError } from '../contract/index.ts';
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
import { howToAdd } from './missing-metrics.ts';

/** Every metric that comes with Interweave, in the order in which they are shown. */
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

/** Of everything that can be measured: what comes with Interweave, then the packages. */
export function metricFacts(packages: readonly MetricFacts[]): readonly MetricFacts[] {
  return [...metrics.map(({ facts }) => facts), ...packages];
}

/** Null for the name of a package. */
export function builtInMetric(name: MetricName): Metric | null {
  return metrics.find(({ facts }) => facts.name === name) ?? null;
}

/** Refuses a name that nothing here has, and says how it could be had. */
export function factsNamed(name: MetricName, packages: readonly MetricFacts[]): MetricFacts {
  const all = metricFacts(packages);
  const found = all.find((facts) => facts.name === name);
  if (found !== undefined) return found;
  const known = all.map((facts) => facts.name).join(', ');
  throw new AppError('bad-input', `There is no metric "${name}" here. ${howToAdd(name) ?? `There are: ${known}.`}`);
}

/** For people: a package's own version, where it has one. */
export function versionText({ version, packageVersion }: Pick<MetricFacts, 'version' | 'packageVersion'>): string {
  return packageVersion === undefined ? `v${version}` : `package ${packageVersion}`;
}
