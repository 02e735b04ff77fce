import { useRef, useState } from 'react';
import { run } from '../../app/run-command.ts';
import { newId } from '../../engine/new-id.ts';
import { useEdit } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { cutByFrames, cutToPointer, draggedCuts, frameOf, idleCut, type CutDrag } from './cut-drag.ts';
import type { Cuts } from './shot-cuts.ts';
import { snapSourcesNow } from './snap-sources.ts';
import { snapTargets } from './snapping.ts';
import type { Tracks } from './tracks.ts';
import { useEscape } from './use-escape.ts';

export interface CutHand {
  readonly state: CutDrag;
  readonly press: (index: number, x: number) => void;
  readonly move: (x: number, snapping: boolean) => void;
  /** Arrow keys; until the key is let go it is one undo step. */
  readonly nudge: (index: number, by: number) => void;
  /** Returns false when it was a click. */
  readonly release: () => boolean;
  readonly cancel: () => void;
}

/** A cut under the hand: shown at once, saved as it goes, one undo step; Escape puts it back. */
export function useCutDrag({ clip, scale }: Tracks, cuts: Cuts): CutHand {
  const { edit, cancelGesture } = useEdit();
  const [state, setState] = useState<CutDrag>(idleCut);
  const now = useRef<CutDrag>(idleCut);
  const gesture = useRef('');
  const targets = useRef<readonly number[]>([]);
  /** The last edit under way: what is shown stays as dragged until the engine has it. */
  const saved = useRef<Promise<void> | null>(null);
  /** Let go and not yet saved: whoever takes hold meanwhile goes on from here, or quick taps of a key would be lost. */
  const left = useRef<Cuts | null>(null);

  const show = (next: CutDrag) => {
    now.current = next;
    setState(next);
  };
  const take = (index: number, startX: number | null) => {
    targets.current = snapTargets({ ...snapSourcesNow(clip), cuts: [] });
    gesture.current = newId();
    saved.current = null;
    show({ status: 'pressed', grip: { cuts: left.current ?? cuts, index, startX } });
  };
  const follow = (next: CutDrag) => {
    const before = now.current;
    const moved = draggedCuts(next);
    if (next.status !== 'dragging' || moved === null || before.status === 'idle') return;
    const from = before.status === 'dragging' ? before.frame : frameOf(before.grip);
    show(next);
    // The viewer shows the first frame of the shot.
    useView.getState().setScrubbing(true, next.frame);
    if (from === next.frame) return;
    const sent = edit({ type: 'asset.shots', id: clip.asset.id, shots: { off: false, cuts: [...moved] } }, gesture.current);
    saved.current = sent;
    run(() => sent);
  };
  const cancel = () => {
    if (now.current.status === 'idle') return;
    const cancelled = gesture.current;
    if (saved.current !== null) run(() => cancelGesture(cancelled));
    useView.getState().setScrubbing(false);
    show(idleCut);
  };
  useEscape(state.status !== 'idle', cancel);

  return {
    state,
    press: take,
    move: (x, snapping) =>
      follow(
        cutToPointer(
          now.current,
          { x, snapping },
          { pixelsPerFrame: scale.pixelsPerFrame, frameCount: clip.frameCount, targets: targets.current },
        ),
      ),
    nudge: (index, by) => {
      if (now.current.status === 'idle') take(index, null);
      if (now.current.status !== 'idle') follow(cutByFrames(now.current, by, clip.frameCount));
    },
    release: () => {
      const ended = now.current;
      now.current = idleCut;
      if (ended.status !== 'idle') useView.getState().setScrubbing(false);
      const moved = draggedCuts(ended);
      if (moved !== null) left.current = moved;
      void Promise.resolve(saved.current)
        .catch(() => undefined)
        .then(() => {
          if (left.current === moved) left.current = null;
          // Unless the next one is held already.
          if (now.current === idleCut) setState((shown) => (shown === ended ? idleCut : shown));
        });
      return ended.status === 'dragging';
    },
    cancel,
  };
}
