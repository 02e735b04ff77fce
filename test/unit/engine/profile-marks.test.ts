import { expect, test } from 'vitest';
import { profileMarks } from '../../../native/engine/profile-marks.ts';

test('windows are bars in two rows in turn, cut to what is shown, and cuts ticks inside of it', () => {
  const windows = { length: 8, overlap: 4, starts: [8, 12, 16] };

  const marks = profileMarks({ cuts: [10, 20, 40], windows }, { startFrame: 10, endFrame: 22 });

  expect(marks.map(({ column, columns, row }) => [column, columns, row])).toEqual([
    [0, 5, 'upper'],
    [2, 7, 'lower'],
    [6, 5, 'upper'],
    [10, 1, 'both'],
  ]);
});
