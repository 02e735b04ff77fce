import { AppError } from '../contract/index.ts';
import type { MetricFacts, MetricName } from '../contract/index.ts';
import { colorShift } from './metric-color-shift.ts';
import { noise, sharpness } from './metric-detail.ts';
import { flicker, flickerLuma } from './metric-flicker.ts';
import { motionToReference, motionToSource } from './metric-motion.ts';
import { psnrLuma, psnrRgb, psnrY } from './metric-psnr.ts';
import { seam } from './metric-seam.ts';
import { ssimLuma, ssimRgb, ssimY } from './metric-ssim.ts';
import { warpingError } from './metric-warping.ts';
import type { Metric } from './metric.ts';
import { howToAdd } from './missing-metrics.ts';

/** Every metric that comes with Interweave, in the order in which they are shown. */
export const metrics: readonly Metric[] = [
  psnrRgb,
  psnrY,
  ssimRgb,
  ssimY,
  psnrLuma,
  ssimLuma,
  flicker,
  flickerLuma,
  warpingError,
  motionToReference,
  motionToSource,
  seam,
  sharpness,
  noise,
  colorShift,
];

/** Of everything that can be measured: what comes with Interweave, by a package's motion where there is one, then the packages. */
export function metricFacts(packages: readonly MetricFacts[]): readonly MetricFacts[] {
  const own = metrics.map(({ facts }) => packages.find(({ name }) => name === facts.name) ?? facts);
  return [...own, ...packages.filter(({ name }) => builtInMetric(name) === null)];
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

/** For people: a package's own version, where one measures or finds the motion. */
export function versionText({ version, packageVersion, flow }: Pick<MetricFacts, 'version' | 'packageVersion' | 'flow'>): string {
  if (flow !== undefined) return `by the flow of ${flow}`;
  return packageVersion === undefined ? `v${version}` : `package ${packageVersion}`;
}
