import { useCallback } from 'react';
import { useView } from '../../state/view-store.ts';
import { scaleOf, scrollByPixels, zoomAround, type Extent } from './timeline-scale.ts';

/** Wheel scrolls along time, Ctrl and wheel (or a pinch) zooms at the pointer. Give the result to the element as its ref. */
export function useTimelineWheel(extent: Extent): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined;
      const onWheel = (event: WheelEvent) => {
        // Also keeps the browser from zooming the page. React's own wheel listeners are passive and cannot.
        event.preventDefault();
        const { pixelsPerFrame, scrollFrame, setTimelineView } = useView.getState();
        const scale = scaleOf({ pixelsPerFrame, scrollFrame }, extent);
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
        const [dx, dy] = [event.deltaX * lines, event.deltaY * lines];
        if (event.ctrlKey || event.metaKey) {
          const x = event.clientX - element.getBoundingClientRect().left;
          setTimelineView(zoomAround(scale, extent, { x, factor: Math.exp(-dy / 250) }));
        } else {
          setTimelineView({ scrollFrame: scrollByPixels(scale, extent, Math.abs(dx) > Math.abs(dy) ? dx : dy).scrollFrame });
        }
      };
      element.addEventListener('wheel', onWheel, { passive: false });
      return () => element.removeEventListener('wheel', onWheel);
    },
    [extent],
  );
}
