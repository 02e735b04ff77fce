import { randomBlock, toNormal } from '../../util/counter-random.ts';
import type { Draws } from './draws.ts';

/** A frame under way: RGB, interleaved, 0..1 but for what noise adds. */
export interface FloatFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export interface NoiseRanges {
  /** Standard deviation of Gaussian noise, in levels of 255. */
  readonly sigma: readonly [number, number];
  /** Strength of Poisson noise. */
  readonly poisson: readonly [number, number];
}

/**
 * Gaussian or Poisson noise, half and half, in two of five clips the same in all channels (specification 5.3, steps 3 and 8). Changes
 * the frame. `purpose`: the first of four that are its own, `stream`: of the numbers that every pixel draws.
 */
export function randomNoise(
  { draws, seed, stream, purpose }: { readonly draws: Draws; readonly seed: number; readonly stream: number; readonly purpose: number },
  { sigma, poisson }: NoiseRanges,
): (frame: FloatFrame, index: number) => void {
  const gray = draws.uniform(purpose, 0) < 0.4;
  const gaussian = draws.uniform(purpose + 1, 0) < 0.5;
  const [low, high] = gaussian ? sigma : poisson;
  const strength = draws.walk(purpose + 2, { low, high, step: gaussian ? 0.1 : 0.005 });
  return (frame, index) => {
    const numbers = pixelNumbers({ seed, stream, frame: index });
    if (gaussian) addGaussian(frame, { level: strength(index) / 255, gray, numbers });
    else addPoisson(frame, { scale: strength(index), gray, numbers });
  };
}

/** An unsigned 32-bit number for a place; places are asked for in order, which saves three of four blocks. */
type PixelNumbers = (place: number) => number;

function pixelNumbers({ seed, stream, frame }: { readonly seed: number; readonly stream: number; readonly frame: number }): PixelNumbers {
  const four = new Uint32Array(4);
  let block = -1;
  return (place) => {
    if (place >>> 2 !== block) {
      block = place >>> 2;
      randomBlock(seed, { stream, frame, block }, four);
    }
    return four[place & 3]!;
  };
}

interface NoiseOfFrame {
  readonly gray: boolean;
  readonly numbers: PixelNumbers;
}

function addGaussian({ data }: FloatFrame, { level, gray, numbers }: NoiseOfFrame & { readonly level: number }): void {
  for (let i = 0; i < data.length; i += 1) {
    const place = gray ? Math.floor(i / 3) : i;
    data[i] = data[i]! + level * toNormal(numbers(place));
  }
}

function addPoisson({ data }: FloatFrame, { scale, gray, numbers }: NoiseOfFrame & { readonly scale: number }): void {
  const levels = gray ? grayLevels(data) : Uint8Array.from(data, toLevel);
  const photons = 2 ** Math.ceil(Math.log2(Math.max(2, new Set(levels).size)));
  const counts = Array.from({ length: 256 }, (_, level) => poissonTable((level / 255) * photons));
  for (let i = 0; i < data.length; i += 1) {
    const place = gray ? Math.floor(i / 3) : i;
    const level = levels[place]!;
    const count = firstAbove(counts[level]!, (numbers(place) + 0.5) / 2 ** 32);
    data[i] = data[i]! + (count / photons - level / 255) * scale;
  }
}

function grayLevels(data: Float32Array): Uint8Array {
  return Uint8Array.from({ length: data.length / 3 }, (_, pixel) => {
    const [r, g, b] = [toLevel(data[3 * pixel]!), toLevel(data[3 * pixel + 1]!), toLevel(data[3 * pixel + 2]!)];
    return Math.round(0.299 * r + 0.587 * g + 0.114 * b);
  });
}

function toLevel(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
}

/** The chance of at most k, for k = 0, 1, 2 ... until it is 1 to ten digits. */
function poissonTable(mean: number): Float64Array {
  const chances: number[] = [];
  // In logarithms: e^-256 times 256^k overflows either way.
  let [logTerm, sum] = [-mean, 0];
  for (let k = 0; sum < 1 - 1e-10 && k < mean + 12 * Math.sqrt(mean) + 24; k += 1) {
    if (k > 0) logTerm += Math.log(mean / k);
    sum += Math.exp(logTerm);
    chances.push(sum);
  }
  return Float64Array.from(chances);
}

/** Index of the first entry above, or that of the end. */
function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
