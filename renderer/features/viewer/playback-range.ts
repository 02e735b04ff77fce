import type { View } from '../../state/view-store.ts';

/** Half-open range of frames that playing stays in, and what happens at its end. */
export interface PlaybackRange {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly loop: boolean;
}

/** A passage that was asked for; else without loop the whole clip, with it from mark to mark (or the clip's ends). */
export function playbackRange(view: Pick<View, 'loop' | 'markIn' | 'markOut' | 'passage'>, frameCount: number): PlaybackRange {
  if (view.passage !== null) {
    const { startFrame, endFrame, returnFrame } = view.passage;
    return { startFrame, endFrame, loop: returnFrame === null };
  }
  if (!view.loop) return { startFrame: 0, endFrame: frameCount, loop: false };
  const startFrame = view.markIn ?? 0;
  return { startFrame, endFrame: Math.max(startFrame + 1, view.markOut ?? frameCount), loop: true };
}

/** Where playing goes on from a position that it reached in the given direction; null: it ends there. */
export function continueFrom(frame: number, rate: number, { startFrame, endFrame, loop }: PlaybackRange): number | null {
  if (rate > 0 && frame >= endFrame) return loop ? startFrame : null;
  if (rate < 0 && frame < startFrame) return loop ? endFrame - 1 : null;
  return frame;
}

/** Where playing starts: at the other end when the playhead stands at the one it would run into, inside the loop when it is out of it. */
export function startingFrame(frame: number, rate: number, { startFrame, endFrame, loop }: PlaybackRange): number {
  const outside = loop && (frame < startFrame || frame >= endFrame);
  if (rate > 0) return outside || frame >= endFrame - 1 ? startFrame : frame;
  return outside || frame <= startFrame ? endFrame - 1 : frame;
}

/**
 * Where a frame of a proxy is sought. The first quarter of the frame, not its middle: with sound in the file Chromium shows the
 * frame whose start is nearest, so from the middle on that is the next one (tried on 200 numbered frames); without, the one that
 * covers the time. A quarter is right for both, however times are rounded.
 */
export function proxyTime(frame: number, framesPerSec: number): number {
  return (frame + 0.25) / framesPerSec;
}

/** The frame that a proxy shows; `mediaTime` is the frame's own start as the browser reports it. */
export function frameOfMediaTime(mediaTime: number, framesPerSec: number): number {
  return Math.floor(mediaTime * framesPerSec + 0.25);
}
