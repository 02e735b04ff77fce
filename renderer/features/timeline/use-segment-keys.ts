import type { Segment } from '../../../native/contract/index.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import type { SegmentLayout } from './segment-layout.ts';
import { revealFrame, scaleOf } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';

/** With the keyboard on a segment: arrows go to its neighbours and select them, Enter goes to its start, Space plays as everywhere. */
export function useSegmentKeys({ extent, layout }: Tracks & { readonly layout: SegmentLayout }) {
  return (event: React.KeyboardEvent<HTMLElement>, segment: Segment) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Enter') {
      useView.getState().selectSegments([segment.id]);
      seekTo(segment.inFrame);
    } else if (event.key === ' ') {
      const { playing, setPlaying } = useView.getState();
      setPlaying(!playing);
    } else if (by !== 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const next = layout.segments[layout.segments.findIndex(({ id }) => id === segment.id) + by];
      if (next !== undefined) focusSegment(next);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** Scrolls there first: what is out of sight does not exist as an element. */
  function focusSegment(segment: Segment): void {
    const view = useView.getState();
    view.selectSegments([segment.id]);
    view.setTimelineView({ scrollFrame: revealFrame(scaleOf(view, extent), extent, segment.inFrame).scrollFrame });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-segment="${CSS.escape(segment.id)}"]`)?.focus());
  }
}
