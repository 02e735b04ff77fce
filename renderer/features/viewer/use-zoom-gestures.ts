import { useCallback, useRef } from 'react';
import { useView } from '../../state/view-store.ts';
import { pan, placePicture, scaleOfZoom, zoomTo, type StageFacts } from './picture-place.ts';

interface ZoomGestures {
  readonly wheelRef: (element: HTMLElement | null) => (() => void) | undefined;
  readonly onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerEnd: () => void;
  /** The picture is larger than the stage. */
  readonly movable: boolean;
}

/** Wheel: zoom at the pointer. Drag: move the picture when it is larger than the stage. */
export function useZoomGestures(facts: StageFacts): ZoomGestures {
  const zoom = useView((view) => view.viewerZoom);
  const hold = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const place = placePicture(zoom, facts);
  const movable = place.width > facts.stage.width + 1 || place.height > facts.stage.height + 1;

  const wheelRef = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined;
      // React's own wheel listeners are passive and could not keep the page from scrolling.
      const onWheel = (event: WheelEvent) => {
        event.preventDefault();
        const { viewerZoom, setViewerZoom } = useView.getState();
        const box = element.getBoundingClientRect();
        const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
        // Side by side, the stage holds the same picture twice.
        const at = { x: (event.clientX - box.left) % facts.stage.width, y: event.clientY - box.top };
        setViewerZoom(zoomTo(scaleOfZoom(viewerZoom, facts) * Math.exp(-pixels / 400), viewerZoom, facts, at));
      };
      element.addEventListener('wheel', onWheel, { passive: false });
      return () => element.removeEventListener('wheel', onWheel);
    },
    [facts],
  );

  return {
    wheelRef,
    movable,
    onPointerDown: (event) => {
      if (!movable || (event.button !== 0 && event.button !== 1)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      hold.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event) => {
      if (hold.current === null) return;
      const { viewerZoom, setViewerZoom } = useView.getState();
      setViewerZoom(pan(viewerZoom, facts, { dx: event.clientX - hold.current.x, dy: event.clientY - hold.current.y }));
      hold.current = { x: event.clientX, y: event.clientY };
    },
    onPointerEnd: () => (hold.current = null),
  };
}
