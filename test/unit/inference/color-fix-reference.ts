import type { ColorFix } from '../../../native/contract/index.ts';

/** One channel of one picture, in doubles. */
interface Plane {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => number;
  readonly values: readonly number[];
}

function plane(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const values = Array.from({ length: width * height }, (_, index) => value(index % width, Math.floor(index / width)));
  // Past the edge its pixels repeat.
  const at = (x: number, y: number): number =>
    values[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? Number.NaN;
  return { width, height, at, values };
}

/** What `finishGraph` promises, written down plainly: levels [H,W,3] of one decoded picture [3,H,W] and its source [h,w,3]. */
export function finishedFrame(
  decoded: Float32Array,
  source: Uint8Array | Uint16Array,
  { width, height, scale, bitDepth, colorFix }: { width: number; height: number; scale: number; bitDepth: 8 | 16; colorFix: ColorFix },
): number[] {
  const [outWidth, outHeight] = [width * scale, height * scale];
  const top = 2 ** bitDepth - 1;
  const levels: number[] = [];
  for (let channel = 0; channel < 3; channel += 1) {
    const limited = plane(outWidth, outHeight, (x, y) =>
      Math.min(1, Math.max(-1, decoded[(channel * outHeight + y) * outWidth + x] ?? Number.NaN)),
    );
    const small = plane(width, height, (x, y) => ((source[(y * width + x) * 3 + channel] ?? Number.NaN) / top) * 2 - 1);
    const fixed =
      colorFix === 'none'
        ? limited
        : colorFix === 'adain'
          ? adain(limited, bicubic(small, scale))
          : wavelet(limited, bicubic(small, scale));
    fixed.values.forEach((value, index) => {
      levels[index * 3 + channel] = halfToEven(Math.min(top, Math.max(0, ((value + 1) / 2) * top)));
    });
  }
  return levels;
}

function halfToEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

/** Keys' cubic with a = -0.75. */
function cubic(distance: number): number {
  const [a, t] = [-0.75, Math.abs(distance)];
  if (t <= 1) return (a + 2) * t ** 3 - (a + 3) * t ** 2 + 1;
  return t < 2 ? a * t ** 3 - 5 * a * t ** 2 + 8 * a * t - 4 * a : 0;
}

function bicubic(small: Plane, scale: number): Plane {
  return plane(small.width * scale, small.height * scale, (x, y) => {
    const [u, v] = [(x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5];
    let sum = 0;
    for (let row = Math.floor(v) - 1; row <= Math.floor(v) + 2; row += 1) {
      for (let column = Math.floor(u) - 1; column <= Math.floor(u) + 2; column += 1) {
        sum += cubic(u - column) * cubic(v - row) * small.at(column, row);
      }
    }
    return sum;
  });
}

function adain(picture: Plane, source: Plane): Plane {
  const statistics = ({ values }: Plane): { mean: number; spread: number } => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return { mean, spread: Math.sqrt(variance + 1e-5) };
  };
  const [own, wanted] = [statistics(picture), statistics(source)];
  return plane(picture.width, picture.height, (x, y) => ((picture.at(x, y) - own.mean) / own.spread) * wanted.spread + wanted.mean);
}

/** Level by level, as the paper that the formula is from does it. */
function wavelet(picture: Plane, source: Plane): Plane {
  const [own, wanted] = [levelsOf(picture), levelsOf(source)];
  return plane(picture.width, picture.height, (x, y) => own.fine.at(x, y) + wanted.coarse.at(x, y));
}

function levelsOf(picture: Plane): { fine: Plane; coarse: Plane } {
  let coarse = picture;
  let fine = plane(picture.width, picture.height, () => 0);
  for (let level = 0; level < 5; level += 1) {
    const [before, sum, reach] = [coarse, fine, 2 ** level];
    const weights = [1, 2, 1];
    coarse = plane(picture.width, picture.height, (x, y) => {
      let blurred = 0;
      weights.forEach((down, j) =>
        weights.forEach((across, i) => (blurred += (down * across * before.at(x + (i - 1) * reach, y + (j - 1) * reach)) / 16)),
      );
      return blurred;
    });
    const low = coarse;
    fine = plane(picture.width, picture.height, (x, y) => sum.at(x, y) + before.at(x, y) - low.at(x, y));
  }
  return { fine, coarse };
}
