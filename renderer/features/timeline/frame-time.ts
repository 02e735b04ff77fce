import type { Rational } from '../../../native/contract/index.ts';

/** A time or a span as an exact number of seconds: products of frames and rates outgrow a double. */
export interface Seconds {
  readonly num: bigint;
  readonly den: bigint;
}

export function secondsOf(frame: number, rate: Rational): Seconds {
  return { num: BigInt(frame) * BigInt(rate.den), den: BigInt(rate.num) };
}

export function minus(a: Seconds, b: Seconds): Seconds {
  return { num: a.num * b.den - b.num * a.den, den: a.den * b.den };
}

/** The nearest whole number of frames, of two equally near ones the later. Not for negative times. */
export function framesIn({ num, den }: Seconds, rate: Rational): number {
  const divisor = den * BigInt(rate.den);
  return Number((2n * num * BigInt(rate.num) + divisor) / (2n * divisor));
}
