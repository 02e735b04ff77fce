import { useRef, useState } from 'react';
import type { Segment } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { newId } from '../../engine/new-id.ts';
import { useEdit } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { dragSegment, idleDrag, type DragContext, type DragPart, type DragState } from './segment-drag.ts';
import { snapSourcesNow } from './snap-sources.ts';
import { snapTargets } from './snapping.ts';
import type { Tracks } from './tracks.ts';
import { useEscape } from './use-escape.ts';

export interface SegmentDrag {
  readonly state: DragState;
  readonly start: (event: React.PointerEvent<HTMLElement>, segment: Segment, part: DragPart) => void;
  readonly move: (event: React.PointerEvent<HTMLElement>) => void;
  /** Returns false when it was a click. */
  readonly end: () => boolean;
  readonly cancel: () => void;
}

/** Trims and slips under the hand: shown at once, saved as it goes, one undo step; Escape puts it back. */
export function useSegmentDrag({ clip, scale }: Tracks): SegmentDrag {
  const { edit, cancelGesture } = useEdit();
  const [state, setState] = useState<DragState>(idleDrag);
  const now = useRef<DragState>(idleDrag);
  const targets = useRef<readonly number[]>([]);
  const gesture = useRef('');
  /** The last edit under way: what is shown stays as dragged until the engine has it. */
  const saved = useRef<Promise<void>>(Promise.resolve());
  const sent = useRef(false);

  const context = (): DragContext => ({ pixelsPerFrame: scale.pixelsPerFrame, frameCount: clip.frameCount, targets: targets.current });
  const show = (next: DragState) => {
    now.current = next;
    setState(next);
  };
  const settle = () => {
    useView.getState().setScrubbing(false);
    const ended = now.current;
    now.current = idleDrag;
    void saved.current.finally(() => {
      // Unless the next drag has begun meanwhile.
      if (now.current === idleDrag) setState((shown) => (shown === ended ? idleDrag : shown));
    });
  };

  const cancel = () => {
    if (now.current.status === 'idle') return;
    const cancelled = gesture.current;
    if (sent.current) run(() => cancelGesture(cancelled));
    useView.getState().setScrubbing(false);
    show(idleDrag);
  };

  useEscape(state.status !== 'idle', cancel);

  return {
    state,
    start: (event, segment, part) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      targets.current = snapTargets({ ...snapSourcesNow(clip), except: segment.id });
      gesture.current = newId();
      sent.current = false;
      const { id, inFrame, outFrame } = segment;
      show(dragSegment(now.current, { type: 'down', id, part, startX: event.clientX, inFrame, outFrame }, context()));
    },
    move: (event) => {
      const before = now.current;
      if (before.status === 'idle') return;
      const next = dragSegment(before, { type: 'move', x: event.clientX, snapping: !event.altKey }, context());
      if (next.status !== 'dragging') return;
      const from = before.status === 'dragging' ? before : before.grip;
      show(next);
      const { inFrame, outFrame, grip } = next;
      // The viewer shows the frame at the edge: the first that is in, or the last.
      useView.getState().setScrubbing(true, grip.part === 'out' ? outFrame - 1 : inFrame);
      if (from.inFrame === inFrame && from.outFrame === outFrame) return;
      sent.current = true;
      const changes = grip.part === 'in' ? { inFrame } : grip.part === 'out' ? { outFrame } : { inFrame, outFrame };
      saved.current = edit({ type: 'segment.update', id: grip.id, changes }, gesture.current);
      const outcome = saved.current;
      run(() => outcome);
    },
    end: () => {
      const dragged = now.current.status === 'dragging';
      if (dragged) settle();
      else show(idleDrag);
      return dragged;
    },
    cancel,
  };
}
