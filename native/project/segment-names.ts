import { shortened } from '../util/shortened.ts';
import type { ItemReader } from './edited-items.ts';

/** "Segment 3" -> "Segment". */
export function baseOf(name: string): string {
  return name.replace(/\s+\d{1,9}$/, '') || name;
}

/** The base with the number after the highest one in use. Shortened where the name would grow over its limit. */
export function freeName(base: string, items: ItemReader): string {
  const short = shortBase(base);
  return `${short} ${highestNumber(items.segmentNames(short), short) + 1}`;
}

/** Gives names one after the other: each as it is wished, or with a number where it is taken or was given before. */
export function nameGiver(items: ItemReader): (wished: string) => string {
  const known = new Map<string, { readonly names: Set<string>; highest: number }>();
  return (wished) => {
    const short = shortBase(baseOf(wished));
    let taken = known.get(short);
    if (taken === undefined) {
      const names = items.segmentNames(short);
      taken = { names: new Set(names), highest: highestNumber(names, short) };
      known.set(short, taken);
    }
    const isFree = !taken.names.has(wished);
    if (!isFree) taken.highest += 1;
    const name = isFree ? wished : `${short} ${taken.highest}`;
    taken.names.add(name);
    if (isFree) taken.highest = Math.max(taken.highest, highestNumber([name], short));
    return name;
  };
}

function highestNumber(names: readonly string[], base: string): number {
  return names.reduce((highest, name) => Math.max(highest, Number(name.slice(base.length) || '1') || 0), 0);
}

function shortBase(base: string): string {
  return base.length <= 190 ? base : shortened(base, 190).trimEnd();
}
