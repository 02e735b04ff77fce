import type { Marker, Segment, SegmentId } from '../../../native/contract/index.ts';

/** Frame boundaries that edges stick to, ascending, without doubles. */
export type SnapTargets = readonly number[];

export interface SnapSources {
  readonly segments: readonly Segment[];
  /** The segment being dragged does not stick to itself. */
  readonly except: SegmentId | null;
  readonly playheadFrame: number;
  readonly markIn: number | null;
  readonly markOut: number | null;
  readonly frameCount: number;
  /** Where shots begin. */
  readonly cuts: readonly number[];
  readonly markers: readonly Marker[];
}

/** Gathered once at the start of a drag. */
export function snapTargets({ segments, except, playheadFrame, markIn, markOut, frameCount, cuts, markers }: SnapSources): SnapTargets {
  const edges = segments.filter((segment) => segment.id !== except).flatMap((segment) => [segment.inFrame, segment.outFrame]);
  const marks = [markIn, markOut].filter((mark) => mark !== null);
  return [...new Set([0, frameCount, playheadFrame, ...marks, ...edges, ...cuts, ...markers.map(({ frame }) => frame)])].sort(
    (a, b) => a - b,
  );
}

export interface Snapped {
  /** A whole frame. */
  readonly frame: number;
  /** The boundary it sticks to; null when it is free. */
  readonly target: number | null;
}

/** The nearest target within reach, else the nearest whole frame. */
export function snap(position: number, targets: SnapTargets, withinFrames: number): Snapped {
  const nearest = nearestTarget(position, targets);
  if (nearest !== null && Math.abs(nearest - position) <= withinFrames) return { frame: nearest, target: nearest };
  return { frame: Math.round(position), target: null };
}

function nearestTarget(position: number, targets: SnapTargets): number | null {
  const after = firstIndex(targets.length, (index) => targets[index]! >= position);
  const [below, above] = [targets[after - 1], targets[after]];
  if (below === undefined || above === undefined) return below ?? above ?? null;
  return position - below <= above - position ? below : above;
}

/** Binary search: the first index for which the answer is true; `length` when there is none. True once, true ever after. */
export function firstIndex(length: number, isTrue: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
