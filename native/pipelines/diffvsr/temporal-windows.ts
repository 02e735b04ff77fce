import type { FrameRange } from '../../contract/index.ts';

/** The windows of one shot, and what frames they hold. All frame numbers are absolute. */
export interface WindowLayout {
  /** Frames of a window. */
  readonly length: number;
  /** Frames that a window shares with the next. */
  readonly overlap: number;
  /** First frame of each window, rising. The last ones may reach beyond the shot: see `sourceFrame`. */
  readonly starts: readonly number[];
}

/**
 * Lays windows over a shot as DiffVSR does (specification 1.2, steps 3 and 9): the shot is padded to a multiple of the window, and
 * windows start every `length - overlap` frames from its first frame. Where they lie depends on the shot alone, never on
 * the range that is wanted, so a preview and a whole run share their windows.
 */
export function layWindows(shot: FrameRange, { length, overlap }: { readonly length: number; readonly overlap: number }): WindowLayout {
  const frames = shot.endFrame - shot.startFrame;
  const padded = Math.ceil(frames / length) * length;
  const starts: number[] = [];
  const stride = length - overlap;
  // With an overlap of half a window the first condition is the official one and enough; with others the last frames would be missed.
  for (let start = 0; start <= padded - length || start + overlap < frames; start += stride) starts.push(shot.startFrame + start);
  return { length, overlap, starts };
}

/** The windows that frames of `range` need: all that hold one of them, because an overlap is blended of two. */
export function windowsFor({ length, starts }: WindowLayout, range: FrameRange): readonly number[] {
  return starts.filter((start) => start < range.endFrame && start + length > range.startFrame);
}

/**
 * The frame of the shot that stands at a place of a window. Past the end the shot runs backwards, then forwards again, its end frames
 * not repeated; a shot of one frame stands still. (The official code mirrors once and fails for clips of four frames or fewer.)
 */
export function sourceFrame(shot: FrameRange, frame: number): number {
  const frames = shot.endFrame - shot.startFrame;
  if (frames === 1) return shot.startFrame;
  const period = 2 * (frames - 1);
  const place = (frame - shot.startFrame) % period;
  return shot.startFrame + (place < frames ? place : period - place);
}
