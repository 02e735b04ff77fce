import fc from 'fast-check';
import { expect, test } from 'vitest';
import { framesNeeded, planShots } from '../../../../native/pipelines/diffvsr/shot-work.ts';
import { shotsBetween } from '../../../../native/pipelines/diffvsr/shots.ts';
import { sourceFrame } from '../../../../native/pipelines/diffvsr/temporal-windows.ts';

const diffvsr = { length: 8, overlap: 4, decodeFrames: 4 };
const shapes = [diffvsr, { length: 1, overlap: 0, decodeFrames: 1 }, { length: 8, overlap: 2, decodeFrames: 3 }];

const clips = fc
  .record({ frameCount: fc.integer({ min: 1, max: 120 }), cuts: fc.array(fc.integer({ min: 1, max: 119 }), { maxLength: 5 }) })
  .chain(({ frameCount, cuts }) =>
    fc.record({
      shots: fc.constant(shotsBetween(cuts, frameCount)),
      range: fc
        .tuple(fc.nat(frameCount - 1), fc.nat(frameCount - 1))
        .map(([a, b]) => ({ startFrame: Math.min(a, b), endFrame: Math.max(a, b) + 1 })),
      shape: fc.constantFrom(...shapes),
    }),
  );

test('shots follow each other without a gap, whatever the cuts', () => {
  expect(shotsBetween([30, 10, 10, 0, 99], 50)).toEqual([
    { startFrame: 0, endFrame: 10 },
    { startFrame: 10, endFrame: 30 },
    { startFrame: 30, endFrame: 50 },
  ]);
  expect(shotsBetween([], 1)).toEqual([{ startFrame: 0, endFrame: 1 }]);
});

test('every wanted frame is decoded once and in order, from windows of its own shot', () => {
  fc.assert(
    fc.property(clips, ({ shots, range, shape }) => {
      const frames: number[] = [];
      for (const { shot, wanted, windows, groups } of planShots(shots, range, shape)) {
        for (const first of groups) {
          for (let frame = first; frame < first + shape.decodeFrames; frame += 1) {
            if (frame < wanted.startFrame || frame >= wanted.endFrame) continue;
            frames.push(frame);
            expect(windows.some((start) => start <= frame && frame < start + shape.length)).toBe(true);
          }
        }
        expect(windows.every((start) => start >= shot.startFrame)).toBe(true);
      }
      const all = Array.from({ length: range.endFrame - range.startFrame }, (_, i) => range.startFrame + i);
      expect(frames).toEqual(all);
    }),
  );
});

test('a part needs the windows and groups that the whole has there, and no others', () => {
  fc.assert(
    fc.property(clips, ({ shots, range, shape }) => {
      const frameCount = shots.at(-1)?.endFrame ?? 0;
      const whole = planShots(shots, { startFrame: 0, endFrame: frameCount }, shape);
      for (const part of planShots(shots, range, shape)) {
        const same = whole.find(({ shot }) => shot.startFrame === part.shot.startFrame);
        expect(same?.windows).toEqual(expect.arrayContaining([...part.windows]));
        expect(same?.groups).toEqual(expect.arrayContaining([...part.groups]));
      }
    }),
  );
});

test('the frames that are read hold all that the windows see', () => {
  fc.assert(
    fc.property(clips, ({ shots, range, shape }) => {
      const work = planShots(shots, range, shape);
      const read = framesNeeded(work, shape);
      for (const { shot, windows } of work) {
        for (const start of windows) {
          for (let frame = start; frame < start + shape.length; frame += 1) {
            const source = sourceFrame(shot, frame);
            expect(source).toBeGreaterThanOrEqual(read.startFrame);
            expect(source).toBeLessThan(read.endFrame);
            // What is dropped behind a window is never asked for again.
            expect(source).toBeGreaterThanOrEqual(start - shape.length);
          }
        }
      }
    }),
  );
});
