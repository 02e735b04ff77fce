import { randomBlock } from '../../util/counter-random.ts';

/**
 * Random choices of a degradation. Each is a function of the seed, of what it is for and of the frame, so that the same seed degrades
 * a clip to the same pixels, however the work is divided.
 */
export interface Draws {
  /** 0 up to, not including, 1. */
  readonly uniform: (purpose: number, frame: number) => number;
  /** One of the items; `shares` add up to 1, all alike when left out. */
  readonly pick: <T>(purpose: number, items: readonly T[], shares?: readonly number[]) => T;
  /** A parameter that is drawn once and walks by at most `step` a frame within its range. Frames are asked for in order, from 0. */
  readonly walk: (purpose: number, range: WalkRange) => (frame: number) => number;
}

export interface WalkRange {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Purposes below it belong to noise, which draws for every pixel. */
const FIRST_CHOICE = 64;

export function createDraws(seed: number): Draws {
  const four = new Uint32Array(4);
  const uniform = (purpose: number, frame: number): number => {
    randomBlock(seed, { stream: FIRST_CHOICE + purpose, frame, block: 0 }, four);
    return four[0]! / 2 ** 32;
  };
  return {
    uniform,
    pick: (purpose, items, shares) => {
      let left = uniform(purpose, 0);
      for (const [index, item] of items.entries()) {
        left -= shares?.[index] ?? 1 / items.length;
        if (left < 0) return item;
      }
      // Shares add up to 1 but for rounding.
      return items.at(-1)!;
    },
    walk: (purpose, { low, high, step }) => {
      let [at, value] = [0, low + (high - low) * uniform(purpose, 0)];
      return (frame) => {
        for (; at < frame; at += 1) value = Math.min(high, Math.max(low, value + step * (2 * uniform(purpose, at + 1) - 1)));
        return value;
      };
    },
  };
}
