import type { Segment, SegmentId } from '../../../native/contract/index.ts';
import { firstIndex, type SnapSources } from './snapping.ts';

/** Segments of one asset, ready to be asked what is in sight. Made once per change of the project. */
export interface SegmentLayout {
  /** By in point. */
  readonly segments: readonly Segment[];
  /** Row of each: segments that overlap lie below each other. */
  readonly rows: readonly number[];
  readonly rowCount: number;
  /** Largest out point up to each index. Ascending, so what reaches into sight is found by halving. */
  readonly reach: readonly number[];
}

/** More rows would be too low to read; what overlaps deeper shares the last one. */
const mostRows = 4;

export function layOutSegments(segments: readonly Segment[]): SegmentLayout {
  const sorted = [...segments].sort((a, b) => a.inFrame - b.inFrame || a.outFrame - b.outFrame);
  const rowEnds: number[] = [];
  const reach: number[] = [];
  const rows = sorted.map((segment, index) => {
    reach.push(Math.max(reach[index - 1] ?? 0, segment.outFrame));
    const free = rowEnds.findIndex((end) => end <= segment.inFrame);
    const row = free >= 0 ? free : Math.min(rowEnds.length, mostRows - 1);
    rowEnds[row] = Math.max(rowEnds[row] ?? 0, segment.outFrame);
    return row;
  });
  return { segments: sorted, rows, rowCount: Math.max(1, rowEnds.length), reach };
}

/** Indices of the segments that touch the half-open range. */
export function segmentsInSight(
  layout: SegmentLayout,
  range: { readonly startFrame: number; readonly endFrame: number },
): readonly number[] {
  const { segments, reach } = layout;
  const first = firstIndex(segments.length, (index) => reach[index]! > range.startFrame);
  const end = firstIndex(segments.length, (index) => segments[index]!.inFrame >= range.endFrame);
  const seen: number[] = [];
  for (let index = first; index < end; index++) if (segments[index]!.outFrame > range.startFrame) seen.push(index);
  return seen;
}

/** The segment that holds the frame: a selected one first, else the one that starts last (it lies on top). */
export function segmentAtFrame(layout: SegmentLayout, frame: number, selectedIds: readonly SegmentId[] = []): Segment | null {
  const held = segmentsInSight(layout, { startFrame: frame, endFrame: frame + 1 }).map((index) => layout.segments[index]!);
  return held.find((segment) => selectedIds.includes(segment.id)) ?? held.at(-1) ?? null;
}

/** Ids from one segment to another in the order of time, both included (Shift+click). */
export function segmentsBetween(layout: SegmentLayout, from: SegmentId, to: SegmentId): readonly SegmentId[] {
  const ids = layout.segments.map((segment) => segment.id);
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  if (a < 0 || b < 0) return [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Where Up and Down stop: first and last frame, every in point, every first frame after a segment, of a shot, the marks and markers. */
export function editPoints(
  segments: readonly Segment[],
  { markIn, markOut, frameCount, cuts, markers }: Pick<SnapSources, 'markIn' | 'markOut' | 'frameCount' | 'cuts' | 'markers'>,
): readonly number[] {
  const marks = [markIn, markOut].filter((mark) => mark !== null);
  const all = [
    ...[0, frameCount - 1, ...marks, ...cuts, ...markers.map(({ frame }) => frame)],
    ...segments.flatMap((segment) => [segment.inFrame, segment.outFrame]),
  ];
  return [...new Set(all.map((frame) => Math.min(frameCount - 1, frame)))].sort((a, b) => a - b);
}

export function nextEditPoint(points: readonly number[], frame: number): number {
  return points[firstIndex(points.length, (index) => points[index]! > frame)] ?? frame;
}

export function previousEditPoint(points: readonly number[], frame: number): number {
  return points[firstIndex(points.length, (index) => points[index]! >= frame) - 1] ?? frame;
}
