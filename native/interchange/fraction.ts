import type { Rational } from '../contract/index.ts';

/** An exact number of seconds. Edit lists write times like 1234567890/720000 s, past what doubles multiply exactly. */
export interface Fraction {
  readonly num: bigint;
  /** Positive. */
  readonly den: bigint;
}

export const zeroTime: Fraction = { num: 0n, den: 1n };

/** `1001/30000s`, `10s`, `2.5s`; null for anything else. */
export function parseSeconds(text: string): Fraction | null {
  const ratio = /^(-?\d{1,20})(?:\/(\d{1,20}))?s$/.exec(text.trim());
  if (ratio !== null) {
    const den = BigInt(ratio[2] ?? 1);
    return den === 0n ? null : { num: BigInt(ratio[1] ?? 0), den };
  }
  const decimal = /^(-?\d{1,15})\.(\d{1,12})s$/.exec(text.trim());
  if (decimal === null) return null;
  const [, whole = '0', part = '0'] = decimal;
  return { num: BigInt(whole + part), den: 10n ** BigInt(part.length) };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { num: -b.num, den: b.den });
}

export function timeOfFrames(frames: number, { num, den }: Rational): Fraction {
  return { num: BigInt(frames) * BigInt(den), den: BigInt(num) };
}

/** The nearest frame; halves go up. */
export function framesOfTime({ num, den }: Fraction, rate: Rational): number {
  const top = num * BigInt(rate.num) * 2n + den * BigInt(rate.den);
  const bottom = den * BigInt(rate.den) * 2n;
  const quotient = top / bottom;
  return Number(top < 0n && quotient * bottom !== top ? quotient - 1n : quotient);
}

/** As FCPXML writes times: `1001/30000s`, `10s`. */
export function writeTime({ num, den }: Fraction): string {
  let [a, b] = [num < 0n ? -num : num, den];
  while (b > 0n) [a, b] = [b, a % b];
  const [top, bottom] = [num / a, den / a];
  return bottom === 1n ? `${top}s` : `${top}/${bottom}s`;
}

/** Numbers this far apart are one rate, told with few digits (23.98, 29.97). */
const RATE_TOLERANCE = 0.005;

/** The exact rate behind a decimal one: 29.97 is 30000/1001. */
export function rateOfNumber(value: number): Rational | null {
  if (!Number.isFinite(value) || value <= 0 || value > 1000) return null;
  const nominal = Math.round(value);
  if (Math.abs(value - nominal) < 1e-6) return { num: nominal, den: 1 };
  const whole = Math.ceil(value);
  if (Math.abs(value - (whole * 1000) / 1001) < RATE_TOLERANCE) return { num: whole * 1000, den: 1001 };
  const ratio = Math.round(value * 1000);
  return ratio === 0 ? null : { num: ratio, den: 1000 };
}

export function isSameRate(a: Rational, b: Rational): boolean {
  return a.num * b.den === b.num * a.den;
}
