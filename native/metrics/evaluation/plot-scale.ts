/** A range of numbers on a length of pixels, with round numbers to label. */
export interface PlotScale {
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** `from` and `to` are the pixels of the least and the greatest value; there is some air beside both. */
export function plotScale(
  values: readonly number[],
  { from, to, ticks: wanted }: { readonly from: number; readonly to: number; readonly ticks: number },
): PlotScale {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  // Numbers that are all the same still need a range to lie in.
  const spread = greatest - least || Math.abs(greatest) || 1;
  const [low, high] = [least - spread * 0.08, greatest + spread * 0.08];
  const place = (value: number): number => from + ((value - low) / (high - low)) * (to - from);
  const step = roundStep((high - low) / wanted);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const count = Math.floor(high / step) - Math.ceil(low / step) + 1;
  const ticks = Array.from({ length: Math.max(0, count) }, (_, index) => {
    const value = (Math.ceil(low / step) + index) * step;
    return { at: place(value), text: value.toFixed(digits) };
  });
  return { place, ticks };
}

/** The next larger of 1, 2 and 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
}
