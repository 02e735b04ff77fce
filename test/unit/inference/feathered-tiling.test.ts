import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accumulate, featheredTiles, smallerTileSide, tileSideFor } from '../../../native/inference/feathered-tiling.ts';
import type { FeatheredTile } from '../../../native/inference/feathered-tiling.ts';

const side = fc.integer({ min: 1, max: 150 });
const cutting = fc
  .record({ width: side, height: side, overlap: fc.integer({ min: 1, max: 24 }), extra: fc.integer({ min: 0, max: 60 }) })
  .map(({ extra, ...rest }) => ({ ...rest, tileSize: 2 * rest.overlap + extra }));

/** Where the frame's picture comes from: any function of place. */
type Picture = (plane: number, x: number, y: number) => number;

function cut({ x, y, width, height }: FeatheredTile, { planes, scale, picture }: { planes: number; scale: number; picture: Picture }) {
  const data = new Float32Array(planes * width * height * scale * scale);
  let at = 0;
  for (let plane = 0; plane < planes; plane += 1) {
    for (let row = y * scale; row < (y + height) * scale; row += 1) {
      for (let column = x * scale; column < (x + width) * scale; column += 1) data[at++] = picture(plane, column, row);
    }
  }
  return data;
}

function assemble(
  options: { width: number; height: number; tileSize: number; overlap: number },
  { planes, scale, pictureOf }: { planes: number; scale: number; pictureOf: (tile: number) => Picture },
): Float32Array {
  const target = new Float32Array(planes * options.width * options.height * scale * scale);
  featheredTiles(options).forEach((tile, index) => {
    accumulate(target, cut(tile, { planes, scale, picture: pictureOf(index) }), tile, { frameWidth: options.width, planes, scale });
  });
  return target;
}

test('tiles cover the frame, are equally large and within it, and neighbours share at least the overlap', () => {
  fc.assert(
    fc.property(cutting, (options) => {
      const tiles = featheredTiles(options);
      const starts = (axis: 'x' | 'y'): number[] => [...new Set(tiles.map((tile) => tile[axis]))];

      for (const [axis, extent, length] of [
        ['x', 'width', options.width],
        ['y', 'height', options.height],
      ] as const) {
        const along = starts(axis);
        const size = tiles[0]?.[extent] ?? 0;
        expect(new Set(tiles.map((tile) => tile[extent])).size).toBe(1);
        expect(size).toBeLessThanOrEqual(Math.min(length, options.tileSize));
        expect(along[0]).toBe(0);
        expect((along.at(-1) ?? 0) + size).toBe(length);
        along.slice(1).forEach((start, index) => expect((along[index] ?? 0) + size - start).toBeGreaterThanOrEqual(options.overlap));
      }
      expect(tiles.length).toBe(starts('x').length * starts('y').length);
      expect(tiles.map(({ x, y }) => [y, x])).toEqual(
        starts('y')
          .sort((a, b) => a - b)
          .flatMap((y) =>
            starts('x')
              .sort((a, b) => a - b)
              .map((x) => [y, x]),
          ),
      );
    }),
  );
});

test('weights are never negative and sum to 1 at every pixel, at any scale', () => {
  fc.assert(
    fc.property(cutting, fc.integer({ min: 1, max: 4 }), (options, scale) => {
      const sums = assemble(options, { planes: 1, scale, pictureOf: () => () => 1 });
      const weights = featheredTiles(options).flatMap(({ columnWeights, rowWeights }) => [...columnWeights, ...rowWeights]);

      expect(sums.reduce((worst, sum) => Math.max(worst, Math.abs(sum - 1)), 0)).toBeLessThan(1e-6);
      expect(weights.reduce((least, weight) => Math.min(least, weight))).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

test('a frame that fits is one tile of weight 1', () => {
  const [tile, ...more] = featheredTiles({ width: 5, height: 3, tileSize: 5, overlap: 2 });

  expect(more).toEqual([]);
  expect(tile).toMatchObject({ x: 0, y: 0, width: 5, height: 3, columnWeights: new Float32Array(5).fill(1) });
  expect(tile?.rowWeights).toEqual(new Float32Array(3).fill(1));
});

test('a mirrored frame is cut in mirrored places with mirrored weights', () => {
  fc.assert(
    fc.property(cutting, (options) => {
      const row = featheredTiles({ ...options, height: 1 });
      const size = row[0]?.width ?? 0;
      // An odd number of tiles with an odd number of pixels to move in cannot have a middle.
      fc.pre(row.length % 2 === 0 || (options.width - size) % 2 === 0);

      row.forEach(({ x, columnWeights }, index) => {
        const mirrored = row.at(-1 - index);
        expect(mirrored?.x).toBe(options.width - size - x);
        const differences = columnWeights.map((weight, column) => Math.abs(weight - (mirrored?.columnWeights.at(-1 - column) ?? 9)));
        expect(Math.max(...differences)).toBeLessThan(1e-6);
      });
    }),
  );
});

test('cut and put together, a picture of several planes is itself', () => {
  fc.assert(
    fc.property(cutting, fc.integer({ min: 1, max: 2 }), (options, scale) => {
      const picture: Picture = (plane, x, y) => Math.sin(plane + 0.1 * x) * Math.cos(0.2 * y);
      const frame = featheredTiles({ ...options, tileSize: 1000 })[0]!;

      const assembled = assemble(options, { planes: 2, scale, pictureOf: () => picture });

      const whole = cut(frame, { planes: 2, scale, picture });
      expect(assembled.reduce((worst, value, index) => Math.max(worst, Math.abs(value - whole[index]!)), 0)).toBeLessThan(1e-6);
    }),
    { numRuns: 40 },
  );
});

test('tiles that disagree fade into each other evenly: no step at a seam is larger than the rest', () => {
  const options = { width: 100, height: 1, tileSize: 64, overlap: 16 };
  expect(featheredTiles(options)).toHaveLength(2);

  const line = assemble(options, { planes: 1, scale: 2, pictureOf: (tile) => () => tile }).subarray(0, 200);

  const steps = [...line].slice(1).map((value, index) => value - line[index]!);
  expect([line[0], line.at(-1)]).toEqual([0, 1]);
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...steps)).toBeLessThan(1.01 / (2 * 16));
});

test('the side that fits into memory is the largest, a multiple of eight, and leaves room for the overlap', () => {
  fc.assert(
    fc.property(fc.record({ width: side, height: side, overlap: fc.integer({ min: 8, max: 24 }) }), fc.nat(30_000), (frame, maxPixels) => {
      const chosen = tileSideFor({ ...frame, maxPixels });
      const pixels = (s: number): number => Math.min(s, frame.width) * Math.min(s, frame.height);
      const least = Math.max(32, 2 * frame.overlap);

      expect(chosen).toBeGreaterThanOrEqual(Math.min(least, Math.max(frame.width, frame.height)));
      if (chosen > least) expect(pixels(chosen)).toBeLessThanOrEqual(maxPixels);
      if (chosen < Math.max(frame.width, frame.height)) expect(pixels(chosen + 8)).toBeGreaterThan(Math.min(maxPixels, pixels(least)));
    }),
  );
});

test('tiles get smaller until they cannot', () => {
  const sides = [1920];
  for (let next = smallerTileSide(1920, 32); next !== null; next = smallerTileSide(next, 32)) sides.push(next);

  expect(sides).toEqual([1920, 1352, 952, 672, 472, 328, 224, 152, 104, 72, 64]);
  expect(smallerTileSide(33, 8)).toBe(32);
  expect(smallerTileSide(32, 8)).toBeNull();
  expect(smallerTileSide(64, 32)).toBeNull();
});
