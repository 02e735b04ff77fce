import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pan, percentOfScale, placePicture, scaleOfZoom, stillWidth, zoomTo } from '../../../../renderer/features/viewer/picture-place.ts';
import type { ViewerZoom } from '../../../../renderer/state/view-store.ts';

const facts = { stage: { width: 824, height: 600 }, picture: { width: 320, height: 180 }, sharpestWidth: 1280, pixelRatio: 1 };
const fit: ViewerZoom = { mode: 'fit', scale: 1, panX: 0, panY: 0 };

test('fit leaves a margin, keeps the aspect and centres', () => {
  expect(placePicture(fit, facts)).toEqual({ width: 800, height: 450, left: 12, top: 75 });
});

test('one to one shows a pixel of the result per screen pixel, on dense screens too', () => {
  expect(placePicture({ ...fit, mode: 'one-to-one' }, facts).width).toBe(1280);
  expect(placePicture({ ...fit, mode: 'one-to-one' }, { ...facts, pixelRatio: 2 }).width).toBe(640);
  expect(percentOfScale(scaleOfZoom(fit, facts), facts)).toBe(62.5);
});

test('zooming keeps the point under the pointer while the picture is larger than the stage', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 500 }),
      fc.integer({ min: 200, max: 400 }),
      fc.double({ min: 5, max: 30, noNaN: true }),
      (x, y, scale) => {
        const before = zoomTo(4, fit, facts, { x: 412, y: 300 });
        const after = zoomTo(scale, before, facts, { x, y });
        const pointOf = (zoom: ViewerZoom) => {
          const place = placePicture(zoom, facts);
          return [(x - place.left) / place.width, (y - place.top) / place.height];
        };

        pointOf(after).forEach((share, index) => expect(share).toBeCloseTo(pointOf(before)[index]!, 6));
      },
    ),
  );
});

test('a large picture cannot be dragged out of the stage, a small one not at all', () => {
  const large = pan(zoomTo(8, fit, facts, { x: 412, y: 300 }), facts, { dx: 1e6, dy: -1e6 });
  const place = placePicture(large, facts);

  expect([place.left, place.top + place.height]).toEqual([0, 600]);
  expect(pan({ ...fit, mode: 'free', scale: 1 }, facts, { dx: 50, dy: 50 })).toMatchObject({ panX: 0, panY: 0 });
});

test('stills are asked for in few widths, and never larger than they are', () => {
  expect(stillWidth(800, 1, 1280)).toBe(960);
  expect(stillWidth(800, 2, 1280)).toBeNull();
  expect(stillWidth(800, 2, 3840)).toBe(1920);
  expect(stillWidth(9000, 1, 20_000)).toBeNull();
});
