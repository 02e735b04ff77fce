import type { AssetShots, MethodOutput } from '../../../native/contract/index.ts';
import { MAX_EDITED_CUTS } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';
import { firstIndex } from './snapping.ts';

/** First frames of all shots but the first, ascending. */
export type Cuts = readonly number[];

export interface Shots {
  readonly status: 'off' | 'looking' | 'failed' | 'found' | 'edited';
  /** Empty where they are off or not known. */
  readonly cuts: Cuts;
  /** Why they cannot be changed, in words; null when they can. */
  readonly locked: string | null;
}

interface ShotsSources {
  /** What the user made of them. */
  readonly made: AssetShots | undefined;
  readonly found: MethodOutput<'shots.find'> | undefined;
  readonly error: Error | null;
}

/** The user's own word counts; where there is none, what was found. */
export function shotsOf({ made, found, error }: ShotsSources): Shots {
  if (made?.off === true) return { status: 'off', cuts: [], locked: t('timeline.shotsOffForClip') };
  if (made !== undefined && made.cuts !== null) return { status: 'edited', cuts: made.cuts, locked: null };
  if (found !== undefined) {
    const tooMany = found.total > found.cuts.length;
    const locked = t('timeline.clipHasCutsUp', { total: found.total, MAX_EDITED_CUTS });
    return { status: 'found', cuts: found.cuts, locked: tooMany ? locked : null };
  }
  if (error !== null) return { status: 'failed', cuts: [], locked: error.message };
  return { status: 'looking', cuts: [], locked: t('timeline.shotsClipStillBeing') };
}

/** The cut that the shot with this frame begins with; null in the first shot. */
export function cutBefore(cuts: Cuts, frame: number): number | null {
  return cuts[firstIndex(cuts.length, (index) => cuts[index]! > frame) - 1] ?? null;
}

export function withCut(cuts: Cuts, frame: number): number[] {
  return [...new Set([...cuts, frame])].sort((a, b) => a - b);
}

/** The two shots on its sides become one. */
export function withoutCut(cuts: Cuts, frame: number): number[] {
  return cuts.filter((cut) => cut !== frame);
}

/** Frames that a cut can be moved to, both inclusive: its neighbours keep a frame of length. */
export function cutBounds(cuts: Cuts, index: number, frameCount: number): { readonly low: number; readonly high: number } {
  return { low: (cuts[index - 1] ?? 0) + 1, high: (cuts[index + 1] ?? frameCount) - 1 };
}

/** The cuts strictly inside of a range, where it would be split. */
export function cutsInside(cuts: Cuts, { inFrame, outFrame }: { readonly inFrame: number; readonly outFrame: number }): Cuts {
  const first = firstIndex(cuts.length, (index) => cuts[index]! > inFrame);
  return cuts.slice(
    first,
    firstIndex(cuts.length, (index) => cuts[index]! >= outFrame),
  );
}

export interface Shot {
  /** From 0. */
  readonly index: number;
  readonly startFrame: number;
  readonly endFrame: number;
}

/** The shots that touch a half-open range of frames. */
export function shotsInSight(
  cuts: Cuts,
  { startFrame, endFrame, frameCount }: { readonly startFrame: number; readonly endFrame: number; readonly frameCount: number },
): readonly Shot[] {
  const first = firstIndex(cuts.length, (index) => cuts[index]! > startFrame);
  const last = firstIndex(cuts.length, (index) => cuts[index]! >= endFrame);
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const index = first + offset;
    return { index, startFrame: cuts[index - 1] ?? 0, endFrame: cuts[index] ?? frameCount };
  });
}

interface HoldOptions {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly frameCount: number;
  /** Shots shorter than this leave no room for a hand. */
  readonly leastFrames: number;
  /** Index of the cut under the hand, which stays. */
  readonly held: number | null;
}

/** Indices of the cuts in sight that have room to be held. Zooming in makes more of them. */
export function cutsToHold(cuts: Cuts, { startFrame, endFrame, frameCount, leastFrames, held }: HoldOptions): readonly number[] {
  const first = firstIndex(cuts.length, (index) => cuts[index]! >= startFrame);
  const end = firstIndex(cuts.length, (index) => cuts[index]! > endFrame);
  return Array.from({ length: end - first }, (_, offset) => first + offset).filter((index) => {
    const shorter = Math.min(cuts[index]! - (cuts[index - 1] ?? 0), (cuts[index + 1] ?? frameCount) - cuts[index]!);
    return index === held || shorter >= leastFrames;
  });
}
