/**
 * How one axis of a blob relates to the same axis of the net's input, of n pixels.
 *
 * The blob has `scale * n + offset` elements, and element i depends on the input pixels `i / scale + low` to `i / scale + high`
 * and on no others (in the padding around the picture there are pixels too, which are not there). That interval is what a tile's halo has to cover.
 */
export interface Axis {
  readonly scale: number;
  readonly offset: number;
  readonly low: number;
  readonly high: number;
}

/** What the converter knows about a blob while it builds: [1, channels, y, x], float32. */
export interface Blob {
  /** Of the ONNX value. */
  readonly name: string;
  readonly channels: number;
  readonly y: Axis;
  readonly x: Axis;
}

export const inputAxis: Axis = { scale: 1, offset: 0, low: 0, high: 0 };

/** Element i of the new axis reads elements `step * i + first` to `step * i + last`, and the new axis has `size(old size)` elements. */
export interface Reading {
  /** Below 1 for an enlargement: i is then rounded to an element, and first and last allow for it. */
  readonly step: number;
  readonly first: number;
  readonly last: number;
  /** Of the new axis when the old one has `offset` elements more than `scale * n`, which is a whole number of steps. */
  readonly offset: (oldOffset: number) => number;
}

export function readAxis(axis: Axis, { step, first, last, offset }: Reading): Axis {
  return {
    scale: axis.scale / step,
    offset: offset(axis.offset),
    low: axis.low + first / axis.scale,
    high: axis.high + last / axis.scale,
  };
}

/** An axis that depends on all that several axes of the same size depend on. */
export function joinAxes(axes: readonly Axis[]): Axis {
  return { ...axes[0]!, low: Math.min(...axes.map((axis) => axis.low)), high: Math.max(...axes.map((axis) => axis.high)) };
}

export function sameSize(a: Blob, b: Blob): boolean {
  const same = (p: Axis, q: Axis) => Math.abs(p.scale - q.scale) < 1e-9 && Math.abs(p.offset - q.offset) < 1e-9;
  return same(a.x, b.x) && same(a.y, b.y);
}

/** Input pixels on each side that the output's elements of some input pixels depend on besides those pixels. */
export function haloOf(axis: Axis): number {
  // The last of the `scale` elements of a pixel lies (scale - 1) / scale behind its first.
  const before = Math.floor(-axis.low + 1e-9);
  const after = Math.floor(axis.high + 1 - 1 / axis.scale + 1e-9);
  return Math.max(0, before, after);
}

/** The smallest number of pixels of which the input has to be a multiple, so that the axis has a whole number of elements. */
export function alignmentOf(axis: Axis): number {
  for (let pixels = 1; pixels <= 64; pixels += 1) {
    const elements = pixels * axis.scale;
    if (Math.abs(elements - Math.round(elements)) < 1e-6) return pixels;
  }
  return Infinity;
}
