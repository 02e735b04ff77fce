import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMosaic, cutTile } from '../../../native/inference/mosaic.ts';
import { layoutByMemory, layoutBySize, smallerLayout } from '../../../native/inference/tiling.ts';
import type { TileLayout } from '../../../native/inference/tiling.ts';
import { photo } from './toy-models.ts';

const side = fc.integer({ min: 1, max: 200 });
const frame = fc.record({ width: side, height: side, haloPx: fc.integer({ min: 0, max: 40 }), haloExact: fc.boolean() });

/** Every tile of a layout through `model`, put together again. */
function assemble(
  layout: TileLayout,
  picture: { readonly width: number; readonly height: number; readonly data: ReturnType<typeof photo> },
  {
    scale,
    model,
  }: { scale: number; model: (tile: ReturnType<typeof cutTile>, at: { column: number; row: number }) => Uint8Array<ArrayBuffer> },
) {
  const mosaic = createMosaic(layout, { ...picture, scale, like: picture.data });
  layout.rows.forEach((_, row) =>
    layout.columns.forEach((__, column) =>
      mosaic.place({ column, row }, model(cutTile(picture, layout, { column, row }), { column, row })),
    ),
  );
  return mosaic.data;
}

/** Repeats every pixel: an upscaler without any context. */
function repeat(scale: number) {
  return ({ width, height, data }: ReturnType<typeof cutTile>): Uint8Array<ArrayBuffer> => {
    const out = new Uint8Array(width * height * scale * scale * 3);
    for (let y = 0; y < height * scale; y += 1) {
      for (let x = 0; x < width * scale * 3; x += 1) {
        const from = (Math.floor(y / scale) * width + Math.floor(x / 3 / scale)) * 3 + (x % 3);
        out[y * width * scale * 3 + x] = data[from] ?? 0;
      }
    }
    return out;
  };
}

test('cores cover the frame once, and every tile sees its halo as far as the frame goes', () => {
  fc.assert(
    fc.property(frame, fc.integer({ min: 32, max: 96 }), (options, tileSize) => {
      const layout = layoutBySize({ ...options, tileSize });

      for (const [cuts, length] of [
        [layout.columns, options.width],
        [layout.rows, options.height],
      ] as const) {
        expect(cuts[0]?.core.start).toBe(0);
        expect(cuts.at(-1)?.core.end).toBe(length);
        cuts.forEach(({ core, kept, read }, index) => {
          expect(core.start).toBe(index === 0 ? 0 : cuts[index - 1]?.core.end);
          expect(core.end - core.start).toBeGreaterThan(0);
          expect(core.end - core.start).toBeLessThanOrEqual(tileSize);
          expect(read).toEqual({ start: Math.max(0, core.start - options.haloPx), end: Math.min(length, core.end + options.haloPx) });
          expect(kept.start).toBeGreaterThanOrEqual(read.start);
          expect(kept.end).toBeLessThanOrEqual(read.end);
        });
      }
    }),
  );
});

test('a layout by memory stays within it, is one piece when that fits, and is never empty', () => {
  fc.assert(
    fc.property(frame, fc.integer({ min: 0, max: 50_000 }), (options, maxReadPixels) => {
      const layout = layoutByMemory({ ...options, maxReadPixels });
      const tiles = layout.columns.length * layout.rows.length;
      const smallest = layoutBySize({ ...options, tileSize: 32 });

      if (options.width * options.height <= maxReadPixels) expect(tiles).toBe(1);
      if (smallest.maxReadPixels <= maxReadPixels && options.width % 32 === 0 && options.height % 32 === 0) {
        expect(layout.maxReadPixels).toBeLessThanOrEqual(maxReadPixels);
      }
      expect(tiles).toBeGreaterThan(0);
    }),
  );
});

test('layouts after memory ran out get smaller until they cannot', () => {
  fc.assert(
    fc.property(frame, (options) => {
      let layout: TileLayout | null = layoutByMemory({ ...options, maxReadPixels: Number.POSITIVE_INFINITY });
      for (let step = 0; layout !== null; step += 1) {
        const smaller: TileLayout | null = smallerLayout(options, layout);
        if (smaller !== null) expect(smaller.maxReadPixels).toBeLessThan(layout.maxReadPixels);
        layout = smaller;
        expect(step).toBeLessThan(40);
      }
    }),
  );
});

test('cut and put together, a picture is itself: with and without fading, at any scale', () => {
  fc.assert(
    fc.property(frame, fc.integer({ min: 32, max: 96 }), fc.integer({ min: 1, max: 3 }), (options, tileSize, scale) => {
      const picture = { ...options, data: photo(options.width, options.height) };

      const assembled = assemble(layoutBySize({ ...options, tileSize }), picture, { scale, model: repeat(scale) });

      const whole = repeat(scale)(picture);
      expect(Buffer.compare(Buffer.from(assembled.buffer), Buffer.from(whole.buffer))).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('tiles that disagree fade into each other: no step at the seam', () => {
  const options = { width: 128, height: 64, haloPx: 16, haloExact: false };
  const layout = layoutBySize({ ...options, tileSize: 64 });
  const picture = { width: 128, height: 64, data: photo(128, 64) };

  const faded = assemble(layout, picture, { scale: 1, model: ({ data }, { column }) => new Uint8Array(data.length).fill(column * 160) });

  const line = Array.from(faded.subarray(0, 128 * 3)).filter((_, index) => index % 3 === 0);
  const steps = line.slice(1).map((value, index) => value - (line[index] ?? 0));
  expect(line[0]).toBe(0);
  expect(line[127]).toBe(160);
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...steps)).toBeLessThanOrEqual(10);
});

test('a frame of one column keeps its tiles from top to bottom', () => {
  const options = { width: 4, height: 200, haloPx: 10, haloExact: false };

  expect(layoutBySize({ ...options, tileSize: 32 }).columns).toHaveLength(1);
  expect(layoutByMemory({ ...options, maxReadPixels: 300 }).rows.length).toBeGreaterThan(1);
});
