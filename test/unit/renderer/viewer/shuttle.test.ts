import { expect, test } from 'vitest';
import { shuttle, stillShuttle, type ShuttleEvent } from '../../../../renderer/features/viewer/shuttle.ts';

/** `J` is press, `j` release. */
function rates(keys: string): number[] {
  let state = stillShuttle;
  return Array.from(keys, (key) => {
    const type = key === key.toUpperCase() ? 'press' : 'release';
    state = shuttle(state, { type, key: key.toLowerCase() } as ShuttleEvent);
    return state.rate;
  });
}

test('L plays and doubles up to eight times', () => {
  expect(rates('LLLLL')).toEqual([1, 2, 4, 8, 8]);
});

test('J does the same backwards, and K stops', () => {
  expect(rates('JJKk')).toEqual([-1, -2, 0, 0]);
});

test('against the direction of travel it slows down before it turns', () => {
  expect(rates('LLLJJJJ')).toEqual([1, 2, 4, 2, 1, -1, -2]);
});

test('letting go of J or L changes nothing by itself', () => {
  expect(rates('LlLl')).toEqual([1, 1, 2, 2]);
});

test('with K held, J and L play slowly while they are held', () => {
  expect(rates('KLlJj')).toEqual([0, 0.25, 0, -0.25, 0]);
  expect(rates('KLkl')).toEqual([0, 0.25, 0, 0]);
  expect(rates('KkL')).toEqual([0, 0, 1]);
});

test('what Space or the end of the clip did is where the keys go on from', () => {
  expect(shuttle({ rate: 4, kHeld: false }, { type: 'set', rate: 0 }).rate).toBe(0);
  expect(shuttle({ rate: 0.25, kHeld: false }, { type: 'press', key: 'l' }).rate).toBe(1);
});
