import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Segment, SegmentId } from '../../../../native/contract/index.ts';
import {
  editPoints,
  layOutSegments,
  nextEditPoint,
  previousEditPoint,
  segmentAtFrame,
  segmentsBetween,
  segmentsInSight,
} from '../../../../renderer/features/timeline/segment-layout.ts';
import { filmPages } from '../../../../renderer/features/timeline/film-pages.ts';

/** Only what places depend on. */
const segment = (id: string, inFrame: number, outFrame: number) => ({ id, inFrame, outFrame }) as Segment;
const anySegments = fc
  .array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 300 })), { maxLength: 40 })
  .map((ranges) => ranges.map(([start, length], index) => segment(String(index), start, start + length)));

test('what is in sight is found as by looking at every segment', () => {
  fc.assert(
    fc.property(anySegments, fc.nat(1200), fc.integer({ min: 1, max: 300 }), (segments, startFrame, length) => {
      const layout = layOutSegments(segments);
      const endFrame = startFrame + length;
      const looked = layout.segments.flatMap((one, index) => (one.inFrame < endFrame && one.outFrame > startFrame ? [index] : []));

      expect(segmentsInSight(layout, { startFrame, endFrame })).toEqual(looked);
    }),
  );
});

test('segments of one row do not overlap while there are rows left', () => {
  fc.assert(
    fc.property(anySegments, (segments) => {
      const layout = layOutSegments(segments);
      for (const row of [0, 1, 2]) {
        const ofRow = layout.segments.filter((_, index) => layout.rows[index] === row);
        ofRow.slice(1).forEach((one, index) => expect(one.inFrame).toBeGreaterThanOrEqual(ofRow[index]!.outFrame));
      }
    }),
  );
});

test('the segment at a frame is a selected one before others', () => {
  const layout = layOutSegments([segment('long', 0, 100), segment('short', 40, 60)]);

  expect(segmentAtFrame(layout, 50)?.id).toBe('short');
  expect(segmentAtFrame(layout, 50, ['long' as SegmentId])?.id).toBe('long');
  expect(segmentAtFrame(layout, 99)?.id).toBe('long');
  expect(segmentAtFrame(layout, 100)).toBeNull();
});

test('Shift selects from one to the other in either direction', () => {
  const layout = layOutSegments([segment('c', 200, 300), segment('a', 0, 100), segment('b', 100, 200)]);

  expect(segmentsBetween(layout, 'c' as SegmentId, 'a' as SegmentId)).toEqual(['a', 'b', 'c']);
  expect(segmentsBetween(layout, 'gone' as SegmentId, 'b' as SegmentId)).toEqual(['b']);
});

test('Up and Down walk the cuts, the marks and the markers and stop at the ends', () => {
  const points = editPoints([segment('a', 10, 20), segment('b', 20, 50)], {
    ...{ markIn: 33, markOut: null, frameCount: 50, cuts: [] },
    markers: [{ frame: 41, name: '' }],
  });

  expect(points).toEqual([0, 10, 20, 33, 41, 49]);
  expect([0, 10, 15, 49].map((frame) => nextEditPoint(points, frame))).toEqual([10, 20, 20, 49]);
  expect([0, 10, 15, 49].map((frame) => previousEditPoint(points, frame))).toEqual([0, 0, 10, 41]);
});

test('film pages cover what is in sight, are at most 16 tiles, and stay the same while scrolling inside them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000 }),
      fc.double({ min: 0.005, max: 160, noNaN: true }),
      fc.nat(),
      (frameCount, pixelsPerFrame, seed) => {
        const startFrame = seed % frameCount;
        const endFrame = Math.min(frameCount, startFrame + Math.ceil(1200 / pixelsPerFrame));
        const pages = filmPages({ startFrame, endFrame, frameCount, pixelsPerFrame, tileWidth: 80 });

        expect(pages[0]!.range.startFrame).toBeLessThanOrEqual(startFrame);
        expect(pages.at(-1)!.range.endFrame).toBeGreaterThanOrEqual(endFrame);
        expect(pages.length).toBeLessThanOrEqual(4);
        for (const { tiles, range } of pages) {
          expect(tiles).toBeLessThanOrEqual(16);
          expect(tiles).toBeLessThanOrEqual(range.endFrame - range.startFrame);
        }
        expect(
          filmPages({ startFrame: pages[0]!.range.startFrame, endFrame: startFrame + 1, frameCount, pixelsPerFrame, tileWidth: 80 })[0],
        ).toEqual(pages[0]);
      },
    ),
  );
});
