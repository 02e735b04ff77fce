import type { Rational, VideoStream } from '../contract/index.ts';
import { parseRational, reduced, toNumber } from './rational.ts';

export interface FrameTiming {
  readonly frameRate: Rational;
  readonly variable: boolean;
}

/** Rates that are rates of something: film, television, screens. */
const USUAL_RATES: readonly Rational[] = [
  [24000, 1001],
  [24, 1],
  [25, 1],
  [30000, 1001],
  [30, 1],
  [48, 1],
  [50, 1],
  [60000, 1001],
  [60, 1],
  [100, 1],
  [120000, 1001],
  [120, 1],
  [15, 1],
  [12, 1],
  [10, 1],
].map(([num = 1, den = 1]) => ({ num, den }));

/**
 * Whether the frames come at one rate, and at which. Judged by every timestamp and not by the container's word:
 * constant means that each lies where the rate puts it, up to the rounding of the time base.
 */
export function frameTiming(
  pts: Float64Array,
  { timeBase, stated }: { readonly timeBase: Rational; readonly stated: readonly (string | undefined)[] },
): FrameTiming {
  const statedRates = stated.map(parseRational).filter((rate) => rate !== null);
  const [only] = statedRates;
  if (pts.length < 2) return { frameRate: only ?? { num: 25, den: 1 }, variable: false };

  const span = (pts.at(-1) ?? 0) - (pts[0] ?? 0);
  const measured = reduced((pts.length - 1) * timeBase.den, Math.max(1, span) * timeBase.num);
  const near = USUAL_RATES.filter((rate) => Math.abs(toNumber(rate) / toNumber(measured) - 1) < 0.002);
  const constant = [...statedRates, ...near, measured].find((rate) => fits(pts, rate, timeBase));
  if (constant) return { frameRate: constant, variable: false };

  const typical = timeBase.den / (timeBase.num * Math.max(1, medianStep(pts)));
  const usual = USUAL_RATES.find((rate) => Math.abs(toNumber(rate) / typical - 1) < 0.015);
  return { frameRate: usual ?? measured, variable: true };
}

/** How far a frame of constant-rate media may lie from where its rate puts it: a tick of rounding, never half a frame. */
export function ptsTolerance(stepTicks: number): number {
  return Math.min(1, 0.45 * stepTicks) + 1e-6;
}

/** Where the frames of constant-rate media lie, each within `ptsTolerance` of its true PTS. */
export function steadyPts({ startPts, frameCount, frameRate, timeBase }: VideoStream): Float64Array {
  const step = stepTicks(frameRate, timeBase);
  return Float64Array.from({ length: frameCount }, (_, index) => startPts + index * step);
}

export function stepTicks(rate: Rational, timeBase: Rational): number {
  return (timeBase.den * rate.den) / (timeBase.num * rate.num);
}

function fits(pts: Float64Array, rate: Rational, timeBase: Rational): boolean {
  const step = stepTicks(rate, timeBase);
  const first = pts[0] ?? 0;
  const tolerance = ptsTolerance(step);
  return pts.every((ticks, index) => Math.abs(ticks - first - index * step) <= tolerance);
}

function medianStep(pts: Float64Array): number {
  const steps = pts.slice(1).map((ticks, index) => ticks - (pts[index] ?? 0));
  return steps.sort()[steps.length >> 1] ?? 1;
}
