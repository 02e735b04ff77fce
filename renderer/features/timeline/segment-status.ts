import type { Job, Run, Segment, SegmentId } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';

/** How far a segment is, in words; `kind` chooses the colour. */
export interface SegmentStatus {
  readonly kind: 'none' | 'waiting' | 'running' | 'done' | 'partial' | 'failed';
  readonly words: string;
  /** 0..1 while it runs. */
  readonly fraction: number | null;
}

export interface SegmentWork {
  /** The newest restored one; the newest preview where nothing was restored yet. */
  readonly newestRun: ReadonlyMap<SegmentId, Run>;
  /** Of the jobs of each segment, the one that runs or waits, else the newest. */
  readonly job: ReadonlyMap<SegmentId, Job>;
}

/** Sorted once per change, so that a block on screen costs two look-ups. */
export function segmentWork(runs: readonly Run[], jobs: readonly Job[]): SegmentWork {
  const newestRun = new Map<SegmentId, Run>();
  for (const run of runs) {
    if (run.segmentId === null) continue;
    const other = newestRun.get(run.segmentId);
    if (other === undefined || isBetter(run, other)) newestRun.set(run.segmentId, run);
  }
  const job = new Map<SegmentId, Job>();
  for (const candidate of jobs) {
    // An export says nothing of how far the segment is.
    if (candidate.segmentId === null || candidate.purpose === 'export') continue;
    const other = job.get(candidate.segmentId);
    if (
      other === undefined ||
      urgency(candidate) > urgency(other) ||
      (urgency(candidate) === urgency(other) && candidate.createdAt > other.createdAt)
    ) {
      job.set(candidate.segmentId, candidate);
    }
  }
  return { newestRun, job };
}

export function segmentStatus(segment: Segment, { newestRun, job }: SegmentWork): SegmentStatus {
  const current = job.get(segment.id);
  const run = newestRun.get(segment.id);
  const progress = current?.progress ?? null;
  const fraction = progress === null ? 0 : Math.min(1, progress.done / progress.total);
  const verb = current?.purpose === 'preview' ? 'timeline.previewingOf' : 'timeline.restoringOf';
  switch (current?.state) {
    case 'running':
      return {
        kind: 'running',
        words: progress === null ? t('timeline.starting') : t(verb, { done: progress.done, total: progress.total }),
        fraction,
      };
    case 'paused':
      return {
        kind: 'waiting',
        words: progress === null ? t('timeline.paused') : t('timeline.pausedAt', { done: progress.done, total: progress.total }),
        fraction,
      };
    case 'queued':
      return { kind: 'waiting', words: t('timeline.queued'), fraction: null };
    case 'failed':
      if (run === undefined || run.createdAt < current.createdAt) return { kind: 'failed', words: t('timeline.failed'), fraction: null };
      break;
    case 'done':
    case 'canceled':
    case undefined:
      break;
  }
  if (run === undefined) return { kind: 'none', words: t('timeline.noResult'), fraction: null };
  if (run.purpose === 'preview') return { kind: 'partial', words: t('timeline.previewed'), fraction: null };
  const same = run.range.startFrame === segment.inFrame && run.range.endFrame === segment.outFrame;
  if (same) return { kind: 'done', words: t('timeline.done'), fraction: null };
  const covered = run.range.startFrame <= segment.inFrame && run.range.endFrame >= segment.outFrame;
  return covered
    ? { kind: 'done', words: t('timeline.doneTrimmedSince'), fraction: null }
    : { kind: 'partial', words: t('timeline.resultCoversPart'), fraction: null };
}

function isBetter(run: Run, other: Run): boolean {
  return run.purpose === other.purpose ? run.createdAt > other.createdAt : run.purpose === 'restore';
}

function urgency(job: Job): number {
  switch (job.state) {
    case 'running':
      return 3;
    case 'paused':
      return 2;
    case 'queued':
      return 1;
    case 'done':
    case 'failed':
    case 'canceled':
      return 0;
  }
}
