import { useRef, useState } from 'react';
import { run } from '../../app/run-command.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import { changeMarkers } from './marker-commands.ts';
import { withMovedMarker, withoutMarker } from './markers.ts';
import { dragThresholdPx, snapPx } from './segment-drag.ts';
import { snapSourcesNow } from './snap-sources.ts';
import { snap, snapTargets } from './snapping.ts';
import type { Tracks } from './tracks.ts';
import { useEscape } from './use-escape.ts';

interface Held {
  /** The marker under the hand, by the frame it had. */
  readonly from: number;
  readonly startX: number;
  /** Null until the hand has moved enough: letting go now is a click. */
  readonly frame: number | null;
  readonly targets: readonly number[];
}

/** A marker under the hand: sticks to what is near, saved when it is let go, one undo step; Escape puts it back. */
export function useMarkerDrag({ clip, scale }: Tracks) {
  const [held, setHeld] = useState<Held | null>(null);
  const now = useRef<Held | null>(null);
  const show = (next: Held | null) => {
    now.current = next;
    setHeld(next);
  };
  const cancel = () => {
    useView.getState().setScrubbing(false);
    show(null);
  };
  useEscape(held !== null, cancel);

  return {
    held: held === null || held.frame === null ? null : { from: held.from, frame: held.frame },
    press: (event: React.PointerEvent<HTMLElement>, from: number) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const sources = snapSourcesNow(clip);
      const targets = snapTargets({ ...sources, markers: withoutMarker(sources.markers, from) });
      show({ from, startX: event.clientX, frame: null, targets });
    },
    move: (event: React.PointerEvent<HTMLElement>) => {
      const grip = now.current;
      if (grip === null) return;
      const pixels = event.clientX - grip.startX;
      if (grip.frame === null && Math.abs(pixels) < dragThresholdPx) return;
      const snapped = snap(grip.from + pixels / scale.pixelsPerFrame, grip.targets, event.altKey ? -1 : snapPx / scale.pixelsPerFrame);
      const frame = Math.min(clip.frameCount - 1, Math.max(0, snapped.frame));
      show({ ...grip, frame });
      useView.getState().setScrubbing(true, frame);
    },
    release: () => {
      const grip = now.current;
      if (grip === null) return;
      const { from, frame } = grip;
      if (frame === null) {
        seekTo(from);
        return show(null);
      }
      useView.getState().setScrubbing(false);
      now.current = null;
      // It stays where it was left until the project says so.
      run(async () => {
        try {
          await changeMarkers((markers) => withMovedMarker(markers, from, frame));
        } finally {
          if (now.current === null) setHeld(null);
        }
      });
    },
    cancel,
  };
}
