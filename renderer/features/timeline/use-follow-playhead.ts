import { useEffect } from 'react';
import { useView } from '../../state/view-store.ts';
import { revealFrame, scaleOf, type Extent } from './timeline-scale.ts';

/** Scrolls after the playhead when it leaves sight, but never while it is under the hand, nor when it stands and the user looks elsewhere. */
export function useFollowPlayhead(extent: Extent): void {
  useEffect(
    () =>
      useView.subscribe((view, before) => {
        if (view.playheadFrame === before.playheadFrame || view.scrubbing || extent.width === 0) return;
        const scale = scaleOf(view, extent);
        const revealed = revealFrame(scale, extent, Math.min(view.playheadFrame, extent.frameCount - 1));
        if (revealed !== scale) view.setTimelineView({ scrollFrame: revealed.scrollFrame });
      }),
    [extent],
  );
}
