import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { AppError, Segment } from '../../../native/contract/index.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useEngineQueries } from '../../engine/engine-client.ts';
import { useMediaUrl, useProject, useRuns } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { activeSegments } from '../restore/restore-selection.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { useTimelineExtent } from '../timeline/timeline-extent.ts';
import { scaleOf, visibleFrames } from '../timeline/timeline-scale.ts';
import { useComparedRun } from '../viewer/viewer-facts.ts';
import { lanesOf, pagesInSight, type LanePage, type ProfileLane } from './profile-lanes.ts';

export interface SeenPage extends LanePage {
  readonly key: string;
  /** Null while it is being made. */
  readonly url: string | null;
}

export interface SeenLane extends ProfileLane {
  readonly pages: readonly SeenPage[];
  readonly error: AppError | null;
}

export interface Profile {
  /** Null: none is selected. */
  readonly segment: Segment | null;
  readonly lanes: readonly SeenLane[];
  /** Pages in sight. */
  readonly total: number;
  readonly ready: number;
  readonly stopped: boolean;
}

const settleMs = 180;

/** The profile of the selected segment, as far as the timeline shows it. Whoever asks gets the same pages, made once. */
export function useProfile(clip: Clip): Profile {
  const open = useProject();
  const mediaUrl = useMediaUrl();
  const selection = useView(useShallow(({ selectedSegmentIds, selectedAssetId }) => ({ selectedSegmentIds, selectedAssetId })));
  const segment = activeSegments(open, selection)[0] ?? null;
  const runs = useRuns(segment?.id ?? null);
  const compared = useComparedRun(clip);
  const { line: lineNow, runIds: chosen, shown } = useView((view) => view.profile);
  const stopped = useView((view) => view.profileStopped);
  const line = useSettled(lineNow, settleMs);
  const seen = useSettled(useSeenFrames(clip.frameCount), settleMs);

  const lanes = useMemo(
    () => (segment === null || !shown ? [] : lanesOf({ segment, runs, chosen, compared })),
    [segment, shown, runs, chosen, compared],
  );
  const pages = useMemo(() => lanes.map((lane) => pagesInSight(lane, seen)), [lanes, seen]);
  const inputs =
    open === null
      ? []
      : lanes.flatMap(({ of }, index) => pages[index]!.map(({ own }) => ({ projectId: open.head.id, of, line, range: own })));
  const answers = useEngineQueries('profile.page', inputs, { staleMs: Infinity, paused: stopped });

  let next = 0;
  const seenLanes = lanes.map((lane, index): SeenLane => {
    const own = open === null ? [] : pages[index]!.map((page) => ({ page, answer: answers[next++]! }));
    return {
      ...lane,
      pages: own.map(({ page, answer: { data } }) => ({
        ...page,
        key: `${lane.of.type} ${lane.of.id} ${page.startFrame} ${page.frameCount}`,
        url: data === undefined || mediaUrl === null ? null : mediaUrl(data.ref),
      })),
      error: own.find(({ answer }) => answer.error !== null)?.answer.error ?? null,
    };
  });
  return { segment, lanes: seenLanes, total: answers.length, ready: answers.filter(({ isSuccess }) => isSuccess).length, stopped };
}

function useSeenFrames(frameCount: number) {
  const width = useTimelineExtent((extent) => extent.width);
  const pixelsPerFrame = useView((view) => view.pixelsPerFrame);
  const scrollFrame = useView((view) => view.scrollFrame);
  return useMemo(() => {
    const extent = { width, frameCount };
    return visibleFrames(scaleOf({ pixelsPerFrame, scrollFrame }, extent), extent);
  }, [width, frameCount, pixelsPerFrame, scrollFrame]);
}
