import type { FrameRange } from '../../contract/index.ts';

/** Shots of a clip from the first frames of all but the first. Cuts may come in any order; those outside the clip count for nothing. */
export function shotsBetween(cuts: readonly number[], frameCount: number): readonly FrameRange[] {
  const starts = [...new Set([0, ...cuts.filter((cut) => cut > 0 && cut < frameCount)])].sort((a, b) => a - b);
  return starts.map((startFrame, i) => ({ startFrame, endFrame: starts[i + 1] ?? frameCount }));
}
