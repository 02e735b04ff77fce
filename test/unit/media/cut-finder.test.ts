import { expect, test } from 'vitest';
import { MIN_SHOT_FRAMES, createCutFinder } from '../../../native/media/cut-finder.ts';

/** Cuts of a clip whose frames are all of one gray, given by their levels; a level is a percentage. */
function cutsOf(levels: readonly number[]): readonly number[] {
  const finder = createCutFinder();
  for (const [frame, level] of levels.entries()) {
    finder.add({ change: Math.abs(level - (levels[frame - 1] ?? level)), picture: new Uint8Array(12).fill(Math.round(level * 2.55)) });
  }
  return finder.finish();
}
const shot = (frames: number, level: number): number[] => Array<number>(frames).fill(level);
/** Every frame differs from the one before by `step`. */
const motion = (frames: number, from: number, step: number): number[] => Array.from({ length: frames }, (_, n) => from + (n % 2) * step);

test('a cut is the first frame of the new shot, wherever it lies', () => {
  expect(cutsOf([...shot(30, 10), ...shot(30, 40), ...shot(30, 20)])).toEqual([30, 60]);
  expect(cutsOf([...shot(1, 10), ...shot(30, 40), ...shot(1, 20)])).toEqual([1, 31]);
  expect(cutsOf([])).toEqual([]);
  expect(cutsOf([10])).toEqual([]);
});

test('a cut stands out of motion that is half as strong', () => {
  expect(cutsOf([...motion(20, 10, 6), ...motion(20, 50, 6)])).toEqual([20]);
  expect(cutsOf(motion(40, 10, 30))).toEqual([]);
});

test('motion that sets in at once is no cut', () => {
  expect(cutsOf([...shot(20, 10), ...Array.from({ length: 12 }, (_, n) => 12 + 7 * n), ...shot(20, 89)])).toEqual([]);
});

test('a fade is no cut', () => {
  expect(cutsOf([...shot(20, 0), ...Array.from({ length: 25 }, (_, n) => 2 * n), ...shot(20, 50)])).toEqual([]);
});

test.each([1, 2, 3, MIN_SHOT_FRAMES - 1])('a flash of %i frames does not split a shot', (frames) => {
  expect(cutsOf([...shot(20, 10), ...shot(frames, 80), ...shot(20, 11)])).toEqual([]);
});

test('a shot is one from the shortest length on', () => {
  expect(cutsOf([...shot(20, 10), ...shot(MIN_SHOT_FRAMES, 80), ...shot(20, 11)])).toEqual([20, 20 + MIN_SHOT_FRAMES]);
});

test('of a shot that is too short, the stronger cut stays', () => {
  expect(cutsOf([...shot(20, 10), ...shot(3, 30), ...shot(20, 90)])).toEqual([23]);
  expect(cutsOf([...shot(20, 10), ...shot(3, 70), ...shot(20, 90)])).toEqual([20]);
});

test('a flash just before a cut leaves the cut', () => {
  expect(cutsOf([...shot(20, 10), ...shot(1, 80), ...shot(4, 10), ...shot(20, 40)])).toEqual([25]);
});

test('a strobe is no cut', () => {
  const strobe = Array.from({ length: 30 }, (_, n) => (n % 4 < 2 ? 10 : 70));

  expect(cutsOf([...shot(20, 10), ...strobe, ...shot(20, 10)])).toEqual([]);
});

test('what differs little is no cut', () => {
  expect(cutsOf([...shot(20, 10), ...shot(20, 13)])).toEqual([]);
});
