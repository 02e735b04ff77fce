import { useRef } from 'react';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import { frameAtX } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';

interface ScrubHandlers {
  readonly onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** Click to go there, drag to move the playhead along. */
export function useScrub({ scale, extent }: Tracks): ScrubHandlers {
  const held = useRef(false);
  const follow = (event: React.PointerEvent<HTMLElement>) =>
    seekTo(frameAtX(event.clientX - event.currentTarget.getBoundingClientRect().left, scale, extent));
  const end = () => {
    if (held.current) useView.getState().setScrubbing(false);
    held.current = false;
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = true;
      useView.getState().setPlaying(false);
      follow(event);
    },
    onPointerMove: (event) => {
      if (!held.current) return;
      // A click is no scrub: it goes straight to the decoded frame.
      if (!useView.getState().scrubbing) useView.getState().setScrubbing(true);
      follow(event);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
