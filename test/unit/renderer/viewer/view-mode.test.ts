import { expect, test } from 'vitest';
import { arrangementOf } from '../../../../renderer/features/viewer/view-mode.ts';

test('held, the flicker key shows the other picture by itself', () => {
  expect(arrangementOf('source', true)).toEqual({ a: false, b: true, as: 'alone' });
  for (const mode of ['result', 'wipe', 'difference'] as const) {
    expect(arrangementOf(mode, true)).toEqual({ a: true, b: false, as: 'alone' });
  }
});

test('side by side both are seen already', () => {
  expect(arrangementOf('side-by-side', true)).toEqual(arrangementOf('side-by-side', false));
});
