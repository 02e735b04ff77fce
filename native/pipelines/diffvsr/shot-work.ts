import type { FrameRange } from '../../contract/index.ts';
import { layWindows, sourceFrame, windowsFor } from './temporal-windows.ts';

/** What has to be computed of one shot so that the frames of a range come out. All frame numbers are absolute. */
export interface ShotWork {
  readonly shot: FrameRange;
  /** The frames that are wanted. */
  readonly wanted: FrameRange;
  /** First frames of the windows to denoise, rising. */
  readonly windows: readonly number[];
  /** First frames of the groups to decode, rising. They lie on a grid that begins with the shot. */
  readonly groups: readonly number[];
}

export interface WindowShape {
  readonly length: number;
  readonly overlap: number;
  /** Frames that are decoded at once. */
  readonly decodeFrames: number;
}

/** Cuts the wanted range into shots, and each into windows and decoding groups. Where those lie depends on the shot alone. */
export function planShots(shots: readonly FrameRange[], range: FrameRange, { length, overlap, decodeFrames }: WindowShape): ShotWork[] {
  return shots.flatMap((shot) => {
    const wanted = { startFrame: Math.max(shot.startFrame, range.startFrame), endFrame: Math.min(shot.endFrame, range.endFrame) };
    if (wanted.startFrame >= wanted.endFrame) return [];
    const before = Math.floor((wanted.startFrame - shot.startFrame) / decodeFrames);
    const upTo = Math.ceil((wanted.endFrame - shot.startFrame) / decodeFrames);
    const groups = Array.from({ length: upTo - before }, (_, i) => shot.startFrame + (before + i) * decodeFrames);
    const decoded = { startFrame: shot.startFrame + before * decodeFrames, endFrame: shot.startFrame + upTo * decodeFrames };
    return [{ shot, wanted, groups, windows: windowsFor(layWindows(shot, { length, overlap }), decoded) }];
  });
}

/** The frames of the source that the work needs, as one range. */
export function framesNeeded(work: readonly ShotWork[], { length }: WindowShape): FrameRange {
  let startFrame = Number.POSITIVE_INFINITY;
  let endFrame = 0;
  const need = (frame: number): void => {
    startFrame = Math.min(startFrame, frame);
    endFrame = Math.max(endFrame, frame + 1);
  };
  for (const { shot, windows, wanted } of work) {
    need(wanted.startFrame);
    need(wanted.endFrame - 1);
    for (const start of [windows[0] ?? wanted.startFrame, windows.at(-1) ?? wanted.startFrame]) {
      for (let frame = start; frame < start + length; frame += 1) need(sourceFrame(shot, frame));
    }
  }
  return { startFrame, endFrame };
}
