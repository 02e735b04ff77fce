import type { Run, RunId, Segment, SegmentId } from '../../../native/contract/index.ts';

export interface ComparedRunFacts {
  readonly runs: readonly Run[];
  /** Of the asset on screen. */
  readonly segments: readonly Segment[];
  readonly selectedSegmentIds: readonly SegmentId[];
  readonly comparedRunId: RunId | null;
  readonly frame: number;
}

/**
 * The run that the viewer shows as the result: the chosen one; else the newest that has this frame, of a selected segment
 * before others; else the newest of the selected segments, which then has no picture here.
 */
export function comparedRun({ runs, segments, selectedSegmentIds, comparedRunId, frame }: ComparedRunFacts): Run | null {
  const own = new Set<SegmentId>(segments.map((segment) => segment.id));
  const selected = new Set(selectedSegmentIds);
  const newestFirst = runs
    .filter((run) => run.segmentId !== null && own.has(run.segmentId))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const isSelected = (run: Run) => run.segmentId !== null && selected.has(run.segmentId);
  const covering = newestFirst.filter((run) => indexInRun(run, frame) !== null);
  return (
    newestFirst.find((run) => run.id === comparedRunId) ??
    covering.find(isSelected) ??
    covering[0] ??
    newestFirst.find(isSelected) ??
    newestFirst[0] ??
    null
  );
}

/** Index within the run of an absolute frame; null where the run has none. */
export function indexInRun(run: Pick<Run, 'range'>, frame: number): number | null {
  return frame >= run.range.startFrame && frame < run.range.endFrame ? frame - run.range.startFrame : null;
}
