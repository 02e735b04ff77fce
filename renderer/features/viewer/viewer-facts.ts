import { useMemo } from 'react';
import type { Run } from '../../../native/contract/index.ts';
import { projectNow, useProjectState, useRuns, useSegments } from '../../engine/project-data.ts';
import { useView, type View } from '../../state/view-store.ts';
import { clipNow, type Clip } from '../timeline/current-clip.ts';
import { comparedRun } from './compared-run.ts';
import { percentScale, type Size, type StageFacts } from './picture-place.ts';

/** The run shown as the result of this clip, now; changes when the playhead enters another segment, not with every frame. */
export function useComparedRun(clip: Clip | null): Run | null {
  const runs = useRuns(null);
  const segments = useSegments(clip?.asset.id ?? null);
  return useView((view) => comparedRun({ runs, segments, ...view, frame: view.playheadFrame }));
}

/** The run of this clip that stands in the source's place; null: the source does. */
export function useBaseRun(clip: Clip, compared: Run | null): Run | null {
  const runs = useRuns(null);
  const segments = useSegments(clip.asset.id);
  const base = useView((view) => runs.find(({ id }) => id === view.baseRunId) ?? null);
  const isOwn = base !== null && base.id !== compared?.id && segments.some(({ id }) => id === base.segmentId);
  return isOwn ? base : null;
}

export function useStageFacts(clip: Clip, run: Run | null, stage: Size): StageFacts {
  const { displayWidth, displayHeight } = clip.asset.media.video;
  return useMemo(() => ({ ...pictureFacts({ displayWidth, displayHeight }, run), stage }), [displayWidth, displayHeight, run, stage]);
}

/** The same outside of components. */
export function comparedRunNow(): Run | null {
  const clip = clipNow();
  if (clip === null) return null;
  const view: View = useView.getState();
  const segments = projectNow()?.segments.filter((segment) => segment.assetId === clip.asset.id) ?? [];
  return comparedRun({ runs: [...useProjectState.getState().runs.values()], segments, ...view, frame: view.playheadFrame });
}

/** The scale of a zoom in hundredths, for commands; 1 while there is no clip. */
export function percentZoomNow(percent: number): number {
  const clip = clipNow();
  if (clip === null) return 1;
  return percentScale(percent, { ...pictureFacts(clip.asset.media.video, comparedRunNow()), stage: { width: 0, height: 0 } });
}

function pictureFacts(video: { readonly displayWidth: number; readonly displayHeight: number }, run: Run | null) {
  return {
    picture: { width: video.displayWidth, height: video.displayHeight },
    sharpestWidth: Math.max(video.displayWidth, run?.width ?? 0),
    pixelRatio: window.devicePixelRatio,
  };
}
