import type { Segment } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { useEdit } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import type { SegmentLayout } from './segment-layout.ts';
import { revealFrame, scaleOf } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';

/**
 * With the keyboard on a segment: arrows go to its neighbours, Enter selects it and goes to its start, Alt+arrows trim its start
 * by a frame, Alt+Shift+arrows its end.
 */
export function useSegmentKeys({ clip, extent, layout }: Tracks & { readonly layout: SegmentLayout }) {
  const { edit } = useEdit();

  return (event: React.KeyboardEvent<HTMLElement>, segment: Segment) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Enter') {
      useView.getState().selectSegments([segment.id]);
      seekTo(segment.inFrame);
    } else if (by !== 0 && event.altKey) {
      const inFrame = Math.min(segment.outFrame - 1, Math.max(0, segment.inFrame + by));
      const outFrame = Math.min(clip.frameCount, Math.max(segment.inFrame + 1, segment.outFrame + by));
      const changes = event.shiftKey ? { outFrame } : { inFrame };
      useView.getState().selectSegments([segment.id]);
      run(() => edit({ type: 'segment.update', id: segment.id, changes }));
    } else if (by !== 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.currentTarget.matches(':focus-visible')) {
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
