import {
  PROFILE_PAGE_FRAMES,
  type FrameRange,
  type PictureSource,
  type Run,
  type RunId,
  type Segment,
} from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';

/** One clip along the time axis of its source. */
export interface ProfileLane {
  readonly of: PictureSource;
  readonly side: 'source' | 'result';
  /** `Source`, `Run 2`. */
  readonly title: string;
  readonly run: Run | null;
  /** Absolute frames of the source. */
  readonly range: FrameRange;
}

export interface LaneFacts {
  readonly segment: Segment;
  /** Of the segment, newest first. */
  readonly runs: readonly Run[];
  /** As chosen by hand; null: nothing was. */
  readonly chosen: readonly RunId[] | null;
  /** The one in the viewer. */
  readonly compared: Run | null;
}

/** Runs that have a lane, oldest first: the chosen ones; when none of this segment was chosen, the one in the viewer. */
export function runsWithLane({ runs, chosen, compared }: Omit<LaneFacts, 'segment'>): readonly Run[] {
  const own = runs.filter(({ id }) => chosen?.includes(id) === true);
  const shown = own.length > 0 || chosen?.length === 0 ? own : runs.filter(({ id }) => id === (compared?.id ?? runs[0]?.id));
  return [...shown].reverse();
}

/** The source's lane, then those of runs. */
export function lanesOf(facts: LaneFacts): readonly ProfileLane[] {
  const { segment, runs } = facts;
  return [
    {
      of: { type: 'asset', id: segment.assetId },
      side: 'source',
      title: t('analysis.source'),
      run: null,
      range: { startFrame: segment.inFrame, endFrame: segment.outFrame },
    },
    ...runsWithLane(facts).map((run): ProfileLane => {
      const title = t('analysis.run2', { runs: runs.length - runs.indexOf(run) });
      return { of: { type: 'run', id: run.id }, side: 'result', title, run, range: run.range };
    }),
  ];
}

/** A piece of a lane: where it lies on the time axis, and its frames as the engine counts them for this picture source. */
export interface LanePage {
  /** Absolute frame of the source. */
  readonly startFrame: number;
  readonly frameCount: number;
  readonly own: FrameRange;
}

/** The pages of a lane that are in sight. They begin at multiples of their length, so that trimming a segment asks for its edges only. */
export function pagesInSight({ range, run }: Pick<ProfileLane, 'range' | 'run'>, seen: FrameRange): readonly LanePage[] {
  const origin = run === null ? 0 : range.startFrame;
  const first = Math.max(range.startFrame, seen.startFrame) - origin;
  const end = Math.min(range.endFrame, seen.endFrame) - origin;
  const pages: LanePage[] = [];
  if (first >= end) return pages;
  for (let page = Math.floor(first / PROFILE_PAGE_FRAMES); page * PROFILE_PAGE_FRAMES < end; page += 1) {
    const startFrame = Math.max(range.startFrame - origin, page * PROFILE_PAGE_FRAMES);
    const endFrame = Math.min(range.endFrame - origin, (page + 1) * PROFILE_PAGE_FRAMES);
    pages.push({ startFrame: startFrame + origin, frameCount: endFrame - startFrame, own: { startFrame, endFrame } });
  }
  return pages;
}
