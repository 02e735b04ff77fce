import { snap, type SnapTargets } from './snapping.ts';
import { cutBounds, type Cuts } from './shot-cuts.ts';
import { dragThresholdPx, snapPx } from './segment-drag.ts';

export interface CutGrip {
  /** As they were when the hand took hold. */
  readonly cuts: Cuts;
  readonly index: number;
  /** Of the pointer, in CSS pixels; null while arrow keys move it. */
  readonly startX: number | null;
}

export type CutDrag =
  | { readonly status: 'idle' }
  /** Held, not yet moved: letting go now is a click. */
  | { readonly status: 'pressed'; readonly grip: CutGrip }
  | { readonly status: 'dragging'; readonly grip: CutGrip; readonly frame: number; readonly snappedTo: number | null };

interface CutDragContext {
  readonly pixelsPerFrame: number;
  readonly frameCount: number;
  readonly targets: SnapTargets;
}

export const idleCut: CutDrag = { status: 'idle' };

/** The pointer is at `x`: the cut follows in whole frames, sticks to what is near, and stops a frame before its neighbours. */
export function cutToPointer(
  drag: CutDrag,
  { x, snapping }: { readonly x: number; readonly snapping: boolean },
  context: CutDragContext,
): CutDrag {
  if (drag.status === 'idle' || drag.grip.startX === null) return drag;
  const { grip } = drag;
  const pixels = x - drag.grip.startX;
  if (drag.status === 'pressed' && Math.abs(pixels) < dragThresholdPx) return drag;
  const { pixelsPerFrame, frameCount, targets } = context;
  const snapped = snap(frameOf(grip) + pixels / pixelsPerFrame, targets, snapping ? snapPx / pixelsPerFrame : -1);
  const frame = within(grip, snapped.frame, frameCount);
  return { status: 'dragging', grip, frame, snappedTo: frame === snapped.frame ? snapped.target : null };
}

/** Arrow keys: by so many frames from where it is now. */
export function cutByFrames(drag: Exclude<CutDrag, { status: 'idle' }>, by: number, frameCount: number): CutDrag {
  const from = drag.status === 'dragging' ? drag.frame : frameOf(drag.grip);
  return { status: 'dragging', grip: drag.grip, frame: within(drag.grip, from + by, frameCount), snappedTo: null };
}

/** The cuts as the hand has them now. */
export function draggedCuts(drag: CutDrag): Cuts | null {
  return drag.status === 'dragging' ? drag.grip.cuts.with(drag.grip.index, drag.frame) : null;
}

export function frameOf({ cuts, index }: CutGrip): number {
  return cuts[index] ?? 0;
}

function within({ cuts, index }: CutGrip, frame: number, frameCount: number): number {
  const { low, high } = cutBounds(cuts, index, frameCount);
  return Math.min(high, Math.max(low, frame));
}
