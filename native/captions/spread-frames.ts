import type { FrameRange } from '../contract/index.ts';

/** The middles of `count` equal parts of a range, ascending; fewer where the range is shorter. */
export function spreadFrames({ startFrame, endFrame }: FrameRange, count: number): number[] {
  const length = endFrame - startFrame;
  const parts = Math.min(count, length);
  return Array.from({ length: parts }, (_, part) => startFrame + Math.floor(((part + 0.5) * length) / parts));
}
