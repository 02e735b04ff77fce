import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barStepPx, loudest, peakLevels, soundBars } from '../../../../renderer/features/timeline/sound-peaks.ts';

const anyPeaks = fc.uint8Array({ minLength: 1, maxLength: 300 });

test('nothing loud is missed, and nothing from far away is taken for it', () => {
  fc.assert(
    fc.property(
      anyPeaks,
      fc.double({ min: 0, max: 299, noNaN: true }),
      fc.double({ min: 0.01, max: 300, noNaN: true }),
      (peaks, from, length) => {
        const to = from + length;
        const found = loudest(peakLevels(peaks), from, to);
        const between = (start: number, end: number) => Math.max(0, ...peaks.slice(Math.max(0, Math.floor(start)), Math.ceil(end)));

        expect(found).toBeGreaterThanOrEqual(between(from, to));
        expect(found).toBeLessThanOrEqual(between(from - length / 2, to + length / 2));
      },
    ),
  );
});

test('three hours have coarse levels down to one peak', () => {
  const levels = peakLevels(new Uint8Array(3 * 3600 * 100).fill(7, 500, 501));

  expect(levels.at(-1)).toEqual(Uint8Array.of(7));
  expect(loudest(levels, 0, 1_080_000)).toBe(7);
  expect(loudest(levels, 600_000, 1_080_000)).toBe(0);
});

test('bars stand at fixed places of the clip: scrolling by a bar shows the same ones, moved', () => {
  const levels = peakLevels(Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256));
  const bars = (scrollFrame: number) =>
    soundBars({ levels, scale: { pixelsPerFrame: 4, scrollFrame }, width: 200, frameCount: 100, peaksPerFrame: 4 });
  const [before, after] = [bars(3), bars(3 + (2 * barStepPx) / 4)];

  expect(after.slice(0, 50).map(({ height }) => height)).toEqual(before.slice(2, 52).map(({ height }) => height));
  expect(after[0]!.x).toBeCloseTo(before[0]!.x);
});

test('bars end with the clip, and are as many as the window has room for', () => {
  const levels = peakLevels(new Uint8Array(400).fill(255));
  const bars = soundBars({ levels, scale: { pixelsPerFrame: 1, scrollFrame: 0 }, width: 1000, frameCount: 100, peaksPerFrame: 4 });

  expect(bars).toHaveLength(Math.ceil(100 / barStepPx));
  expect(bars.every(({ height }) => height === 1)).toBe(true);
});
