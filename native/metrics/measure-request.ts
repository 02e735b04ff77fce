import type { MetricName } from '../contract/index.ts';
import type { AlignBy, MeasuredClip } from './alignment.ts';
import type { PackagedMetric } from './metric-packages.ts';
import type { SeamPlan } from './metric-seam.ts';

export interface MeasureRequest {
  readonly restored: MeasuredClip;
  readonly reference: MeasuredClip | null;
  readonly source: MeasuredClip | null;
  readonly metrics: readonly MetricName[];
  /** Those that measure what does not come with Interweave. */
  readonly packages?: readonly PackagedMetric[] | undefined;
  /** Needed by `seam` only. */
  readonly windows: SeamPlan | null;
  readonly align: AlignBy;
}

export interface MeasureOptions {
  readonly signal: AbortSignal;
  /** Frames measured so far, and of how many. */
  readonly progress: (done: number, total: number) => void;
}
