import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fittingPixelsPerFrame,
  frameAtX,
  positionAtX,
  revealFrame,
  scaleOf,
  scrollByPixels,
  visibleFrames,
  xOfFrame,
  zoomAround,
} from '../../../../renderer/features/timeline/timeline-scale.ts';

const extents = fc.record({ width: fc.integer({ min: 100, max: 4000 }), frameCount: fc.integer({ min: 1, max: 400_000 }) });
const views = fc.record({
  pixelsPerFrame: fc.option(fc.double({ min: 1e-4, max: 400, noNaN: true }), { nil: null }),
  scrollFrame: fc.double({ min: -1000, max: 500_000, noNaN: true }),
});
/** Doubles carry about 15 digits; positions reach 400,000 frames at 160 px: one thousandth of a pixel is a generous tolerance. */
const px = 1e-3;

test('a frame leads to a pixel and back', () => {
  fc.assert(
    fc.property(extents, views, fc.nat(), (extent, view, seed) => {
      const scale = scaleOf(view, extent);
      const frame = seed % extent.frameCount;

      expect(Math.abs(positionAtX(xOfFrame(frame, scale), scale) - frame) * scale.pixelsPerFrame).toBeLessThan(px);
      expect(frameAtX(xOfFrame(frame + 0.5, scale), scale, extent)).toBe(frame);
    }),
  );
});

test('the clip always fills the window: no scale is below fit, no scroll leaves the ends', () => {
  fc.assert(
    fc.property(extents, views, (extent, view) => {
      const scale = scaleOf(view, extent);

      expect(scale.pixelsPerFrame).toBeGreaterThanOrEqual(fittingPixelsPerFrame(extent));
      expect(xOfFrame(0, scale)).toBeLessThanOrEqual(px);
      expect(xOfFrame(extent.frameCount, scale)).toBeGreaterThanOrEqual(extent.width - px);
    }),
  );
});

test('zooming keeps what is under the pointer, as far as the ends allow', () => {
  fc.assert(
    fc.property(
      extents,
      views,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (extent, view, at, factor) => {
        const before = scaleOf(view, extent);
        const x = at * extent.width;
        const after = zoomAround(before, extent, { x, factor });
        const free = after.scrollFrame > 0 && xOfFrame(extent.frameCount, after) > extent.width + px;

        if (free) expect(Math.abs(xOfFrame(positionAtX(x, before), after) - x)).toBeLessThan(1);
      },
    ),
  );
});

test('zooming in far enough makes a frame many pixels wide', () => {
  const extent = { width: 1000, frameCount: 270_000 };

  const scale = zoomAround(scaleOf({ pixelsPerFrame: null, scrollFrame: 0 }, extent), extent, { x: 500, factor: 1e9 });

  expect(scale.pixelsPerFrame).toBe(160);
  expect(visibleFrames(scale, extent).endFrame - visibleFrames(scale, extent).startFrame).toBeLessThanOrEqual(8);
});

test('a frame that is revealed is in sight, and one in sight moves nothing', () => {
  fc.assert(
    fc.property(extents, views, fc.nat(), (extent, view, seed) => {
      const frame = seed % extent.frameCount;
      const scale = revealFrame(scaleOf(view, extent), extent, frame);
      const x = xOfFrame(frame, scale);

      expect(x).toBeGreaterThanOrEqual(-px);
      expect(x).toBeLessThanOrEqual(extent.width + px);
      expect(revealFrame(scale, extent, frame).scrollFrame).toBeCloseTo(scale.scrollFrame, 3);
    }),
  );
});

test('scrolling there and back ends where it began', () => {
  const extent = { width: 500, frameCount: 1000 };
  const scale = scaleOf({ pixelsPerFrame: 4, scrollFrame: 300 }, extent);

  expect(scrollByPixels(scrollByPixels(scale, extent, 120), extent, -120)).toEqual(scale);
});
