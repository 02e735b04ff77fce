import type { MetricFacts } from '../contract/index.ts';
import type { PixelKernels } from './kernels/open-kernels.ts';
import type { OpticalFlow } from './optical-flow.ts';
import type { Picture, Size } from './picture.ts';

/** The pictures of one moment; null where the clip is not given. */
export interface Pictures {
  readonly restored: Picture;
  readonly reference: Picture | null;
  readonly source: Picture | null;
}

/** Of which clip, and whether from the moment before to this one (forward) or back. */
export type Motion = `${keyof Pictures} ${'forward' | 'backward'}`;

/** What a metric looks at: a moment and the one before it, which the first moment lacks. */
export interface Moment extends Pictures {
  readonly before: Pictures | null;
  /** Place of the motion between the moment before and this one; found once a moment, whoever asks. */
  readonly motion: (motion: Motion) => number;
}

/** Where metrics work: one for all the metrics of a clip. */
export interface MeasuringRoom {
  readonly kernels: PixelKernels;
  readonly size: Size;
  readonly sourceSize: Size | null;
  /** Every metric of a clip sees the same motion. */
  readonly flow: () => Promise<Pick<OpticalFlow, 'name' | 'size'>>;
}

/** A metric at work on one clip. */
export interface Meter {
  /** How it measures this time. */
  readonly detail: string;
  /** The number of this moment; null: there is none. */
  readonly measure: (moment: Moment) => number | null;
}

export interface Series {
  /** One for each frame, NaN where there is none. */
  readonly values: Float64Array;
  /** Frames at which windows begin or end, when that is known. */
  readonly seams: ReadonlySet<number>;
  readonly cuts: ReadonlySet<number>;
}

export interface Summary {
  readonly value: number | null;
  /** Why there is no number. */
  readonly note: string | null;
}

/** One measurement: a number for every frame or pair, in one pass, and one for the clip. */
export interface Metric {
  readonly facts: MetricFacts;
  /** Left out where it looks at none: what its meter will ask for. A package finds that before the moment is measured. */
  readonly motions?: (given: { readonly hasSource: boolean }) => readonly Motion[];
  /** Null: only ffmpeg's filters measure it (`filter-readings.ts`). */
  readonly open: ((room: MeasuringRoom) => Promise<Meter> | Meter) | null;
  readonly summarize: (series: Series) => Summary;
}

export function partsOf(motion: Motion): { readonly of: keyof Pictures; readonly forward: boolean } {
  const [of, direction] = motion.split(' ') as [keyof Pictures, string]; // As the type says.
  return { of, forward: direction === 'forward' };
}

/** Mean over the frames that have a number. */
export function meanOf({ values }: Series): Summary {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  if (count > 0) return { value: sum / count, note: null };
  const note = values.length < 2 ? 'A clip of one frame has no pairs of frames.' : 'No frame has a number.';
  return { value: null, note };
}
