import type { NumberKind } from './parameters.ts';

/** A typed number, brought into its range; null when it is none. A comma is a decimal point to many. */
export function numberTyped(text: string, { min, max, integer }: NumberKind): number | null {
  const number = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(number)) return null;
  return Math.min(max, Math.max(min, integer ? Math.round(number) : number));
}
