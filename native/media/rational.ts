import type { Rational } from '../contract/index.ts';

/** `30000/1001` or `4:3`; null for what is no positive ratio (`0/0`, `N/A`). */
export function parseRational(text: string | undefined): Rational | null {
  const match = /^(\d+)[/:](\d+)$/.exec(text ?? '');
  const [num, den] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  return num > 0 && den > 0 ? { num, den } : null;
}

export function reduced(num: number, den: number): Rational {
  let [a, b] = [num, den];
  while (b > 0) [a, b] = [b, a % b];
  return { num: num / a, den: den / a };
}

export function toNumber({ num, den }: Rational): number {
  return num / den;
}
