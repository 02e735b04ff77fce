import type { SegmentId } from '../../../native/contract/index.ts';
import { snap, type Snapped, type SnapTargets } from './snapping.ts';

/** `in` and `out` trim; `body` slips both ends together. */
export type DragPart = 'in' | 'out' | 'body';

interface Grip {
  readonly id: SegmentId;
  readonly part: DragPart;
  readonly startX: number;
  /** Where the segment was when it was taken hold of. */
  readonly inFrame: number;
  readonly outFrame: number;
}

export type DragState =
  | { readonly status: 'idle' }
  /** Held, not yet moved: letting go now is a click. */
  | { readonly status: 'pressed'; readonly grip: Grip }
  | {
      readonly status: 'dragging';
      readonly grip: Grip;
      readonly inFrame: number;
      readonly outFrame: number;
      /** The boundary that an edge sticks to, for the guide line. */
      readonly snappedTo: number | null;
    };

export type DragEvent =
  | ({ readonly type: 'down' } & Grip)
  | { readonly type: 'move'; readonly x: number; readonly snapping: boolean }
  | { readonly type: 'up' }
  | { readonly type: 'escape' };

export interface DragContext {
  readonly pixelsPerFrame: number;
  readonly frameCount: number;
  readonly targets: SnapTargets;
}

/** Below this a trembling hand is still a click. */
export const dragThresholdPx = 3;
/** How near an edge sticks. */
export const snapPx = 8;

export const idleDrag: DragState = { status: 'idle' };

/** Pointer down, moves, then up (keeps what is shown) or Escape (as it was): both end in `idle`. */
export function dragSegment(state: DragState, event: DragEvent, context: DragContext): DragState {
  switch (event.type) {
    case 'down': {
      const { type: _, ...grip } = event;
      return { status: 'pressed', grip };
    }
    case 'move': {
      if (state.status === 'idle') return state;
      const pixels = event.x - state.grip.startX;
      if (state.status === 'pressed' && Math.abs(pixels) < dragThresholdPx) return state;
      const withinFrames = event.snapping ? snapPx / context.pixelsPerFrame : -1;
      return { status: 'dragging', grip: state.grip, ...moved(state.grip, pixels / context.pixelsPerFrame, withinFrames, context) };
    }
    case 'up':
    case 'escape':
      return idleDrag;
  }
}

type Moved = Pick<Extract<DragState, { status: 'dragging' }>, 'inFrame' | 'outFrame' | 'snappedTo'>;

function moved({ part, inFrame, outFrame }: Grip, frames: number, withinFrames: number, { targets, frameCount }: DragContext): Moved {
  if (part === 'body') {
    const atIn = snap(inFrame + frames, targets, withinFrames);
    const atOut = snap(outFrame + frames, targets, withinFrames);
    const shift = (snapped: Snapped, from: number) => Math.min(frameCount - outFrame, Math.max(-inFrame, snapped.frame - from));
    const [inShift, outShift] = [shift(atIn, inFrame), shift(atOut, outFrame)];
    // The edge that has something near wins; with both, the one that moves the segment less from the hand.
    const byOut = atOut.target !== null && (atIn.target === null || Math.abs(outShift - frames) < Math.abs(inShift - frames));
    const by = byOut ? outShift : inShift;
    return { inFrame: inFrame + by, outFrame: outFrame + by, snappedTo: byOut ? atOut.target : atIn.target };
  }
  const snapped = snap((part === 'in' ? inFrame : outFrame) + frames, targets, withinFrames);
  const clamped =
    part === 'in' ? Math.min(outFrame - 1, Math.max(0, snapped.frame)) : Math.min(frameCount, Math.max(inFrame + 1, snapped.frame));
  const snappedTo = clamped === snapped.frame ? snapped.target : null;
  return part === 'in' ? { inFrame: clamped, outFrame, snappedTo } : { inFrame, outFrame: clamped, snappedTo };
}
