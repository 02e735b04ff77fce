import type { MetricFacts } from '../../../native/contract/index.ts';

export interface Moment {
  /** Of the series. */
  readonly frame: number;
  readonly value: number;
}

interface WorstOptions {
  readonly better: MetricFacts['better'];
  readonly count: number;
  /** Frames between two moments: what is seen at once is one moment. */
  readonly apart: number;
  /** Frames that do not count: across a cut two frames have nothing in common. */
  readonly without?: ReadonlySet<number>;
}

/** The worst frames of a series, worst first. None where neither more nor less is better. */
export function worstMoments(values: readonly (number | null)[], { better, count, apart, without }: WorstOptions): readonly Moment[] {
  if (better === 'neither') return [];
  const sign = better === 'higher' ? 1 : -1;
  const all = values
    .flatMap((value, frame): Moment[] => (value === null || without?.has(frame) === true ? [] : [{ frame, value }]))
    .sort((a, b) => sign * (a.value - b.value) || a.frame - b.frame);
  const worst: Moment[] = [];
  for (const moment of all) {
    if (worst.length === count) break;
    if (worst.every(({ frame }) => Math.abs(frame - moment.frame) >= apart)) worst.push(moment);
  }
  return worst;
}
