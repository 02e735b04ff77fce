import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rulerTicks } from '../../../../renderer/features/timeline/ruler-ticks.ts';
import { clockOf } from '../../../../renderer/features/timeline/timecode.ts';

const pal = clockOf({ startTimecode: '10:00:00:12', video: { frameRate: { num: 25, den: 1 } } });
const ntsc = clockOf({ startTimecode: null, video: { frameRate: { num: 30000, den: 1001 } } });
const labels = (...args: Parameters<typeof rulerTicks>) =>
  rulerTicks(...args).flatMap(({ frame, label }) => (label === null ? [] : [[frame, label]]));

test('labels stand at round times of the source, not of the clip', () => {
  expect(labels({ startFrame: 0, endFrame: 70, pixelsPerFrame: 4 }, pal, 'timecode')).toEqual([
    [13, '10:00:01:00'],
    [38, '10:00:02:00'],
    [63, '10:00:03:00'],
  ]);
});

test('close up every frame has a label', () => {
  expect(labels({ startFrame: 100, endFrame: 103, pixelsPerFrame: 120 }, pal, 'timecode')).toEqual([
    [100, '10:00:04:12'],
    [101, '10:00:04:13'],
    [102, '10:00:04:14'],
  ]);
});

test('drop frame: the tick of a minute stands at the first label that minute has', () => {
  expect(labels({ startFrame: 1500, endFrame: 4000, pixelsPerFrame: 0.06 }, ntsc, 'timecode')).toEqual([
    [1800, '00:01:00;02'],
    [3598, '00:02:00;02'],
  ]);
});

test('frames and seconds stand in steps of 1, 2 and 5', () => {
  expect(labels({ startFrame: 90, endFrame: 260, pixelsPerFrame: 2 }, pal, 'frames')).toEqual([
    [100, '100'],
    [150, '150'],
    [200, '200'],
    [250, '250'],
  ]);
  expect(labels({ startFrame: 0, endFrame: 60, pixelsPerFrame: 4 }, pal, 'seconds')).toEqual([
    [0, '0 s'],
    [25, '1 s'],
    [50, '2 s'],
  ]);
});

test('ticks ascend, stay in the range, and leave room for their labels', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(pal, ntsc),
      fc.constantFrom('timecode', 'frames', 'seconds'),
      fc.nat(300_000),
      fc.double({ min: 0.005, max: 160, noNaN: true }),
      (clock, display, startFrame, pixelsPerFrame) => {
        const range = { startFrame, endFrame: startFrame + Math.ceil(1600 / pixelsPerFrame), pixelsPerFrame };
        const ticks = rulerTicks(range, clock, display);
        const labelled = ticks.filter((tick) => tick.label !== null);

        for (const [index, { frame }] of ticks.entries()) {
          expect(frame).toBeGreaterThanOrEqual(range.startFrame);
          expect(frame).toBeLessThan(range.endFrame);
          if (index > 0) expect(frame).toBeGreaterThan(ticks[index - 1]!.frame);
        }
        // 96 px less the two frames that drop frame may take.
        for (let index = 1; index < labelled.length; index++) {
          expect((labelled[index]!.frame - labelled[index - 1]!.frame + 2) * pixelsPerFrame).toBeGreaterThanOrEqual(94);
        }
        expect(ticks.length).toBeLessThan(400);
      },
    ),
  );
});
