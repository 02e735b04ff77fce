/** One decoded frame as far as cuts are concerned. */
export interface FrameChange {
  /** How far the picture is from the one before: mean absolute difference in percent, as ffmpeg's scdet says it (mafd). */
  readonly change: number;
  /** The picture itself, very small. Kept for a few frames. */
  readonly picture: Uint8Array;
}

/**
 * A shot shorter than this does not count as one: the stronger of its two cuts stays. When the picture after it is the one before it, it was
 * a flash, and neither stays. A quarter of a second at 25 frames a second, and less than a window of eight frames.
 */
export const MIN_SHOT_FRAMES = 6;
/**
 * Below it no cut is seen. Cuts of made clips (photographs, 320x180, noise) change by 12 to 37, the same darkened to a fifth by 4.6 to 16;
 * without cuts, frames change by 0 to 3 in ordinary motion, 10 in a fast zoom, 23 in a whip pan or a shaken camera.
 */
const MIN_CHANGE = 4;
/** So far around a frame its neighbours say what is usual there; less than half of it a cut does not stand out. */
const AROUND_FRAMES = 9;
/** Among the neighbours two may be as strong: both edges of a flash. With three on one side it is motion, or a strobe. */
const STRONG_NEIGHBOURS = 2;
/** A flash leaves the picture nearer to what it was than half of its own change. */
const SAME_AS_BEFORE = 0.5;

export interface CutFinder {
  /** Takes every frame of a clip, in order. */
  readonly add: (frame: FrameChange) => void;
  /** Numbers of the first frames of new shots, ascending, counted from 0. */
  readonly finish: () => readonly number[];
}

/** Tells cuts from flashes, fades and motion. Holds a few frames, whatever the length of the clip. */
export function createCutFinder(): CutFinder {
  const changes: number[] = [];
  const pictures = new Map<number, Uint8Array>();
  const cuts: Jump[] = [];
  let judged = 1;

  const judge = (frame: number): void => {
    const change = changes[frame] ?? 0;
    if (!standsOut(changes, frame)) return;
    const jump = { frame, change, before: pictures.get(frame - 1) };
    const last = cuts.at(-1);
    if (last === undefined || frame - last.frame >= MIN_SHOT_FRAMES) cuts.push(jump);
    else if (isSamePicture(last, { change, after: pictures.get(frame) })) cuts.pop();
    // What was before the shot that is too short stays to be compared with.
    else if (change > last.change) cuts.splice(-1, 1, { ...jump, before: last.before });
  };

  return {
    add: ({ change, picture }) => {
      const frame = changes.push(change) - 1;
      pictures.set(frame, picture);
      pictures.delete(frame - AROUND_FRAMES - 2);
      if (frame - AROUND_FRAMES >= judged) judge(judged++);
    },
    finish: () => {
      while (judged < changes.length) judge(judged++);
      return cuts.map(({ frame }) => frame);
    },
  };
}

interface Jump {
  readonly frame: number;
  readonly change: number;
  /** The last picture before it. */
  readonly before: Uint8Array | undefined;
}

function standsOut(changes: readonly number[], frame: number): boolean {
  const change = changes[frame] ?? 0;
  // The first frame has nothing before it to differ from.
  const before = changes.slice(Math.max(1, frame - AROUND_FRAMES), frame);
  const after = changes.slice(frame + 1, frame + 1 + AROUND_FRAMES);
  return change >= MIN_CHANGE && change >= 2 * Math.max(usual(before), usual(after));
}

/** The strongest change but those of a flash. */
function usual(changes: readonly number[]): number {
  return [...changes].sort((a, b) => b - a)[STRONG_NEIGHBOURS] ?? 0;
}

function isSamePicture(
  { before, change }: Jump,
  { change: back, after }: { readonly change: number; readonly after: Uint8Array | undefined },
): boolean {
  if (before === undefined || after === undefined) return false;
  const sum = before.reduce((total, value, i) => total + Math.abs(value - (after[i] ?? 0)), 0);
  return (sum / before.length / 255) * 100 < SAME_AS_BEFORE * Math.min(change, back);
}
