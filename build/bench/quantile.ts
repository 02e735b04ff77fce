/** To a tenth. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(10 * (sorted[Math.ceil(sorted.length * part) - 1] ?? NaN)) / 10;
}
