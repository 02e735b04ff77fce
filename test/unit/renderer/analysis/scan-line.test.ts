import { expect, test } from 'vitest';
import type { MediaInfo } from '../../../../native/contract/index.ts';
import { linePlace as enginePlace } from '../../../../native/media/profile.ts';
import { lineAt, linePlace, lineWords, turned } from '../../../../renderer/features/analysis/scan-line.ts';

test.each([1, 7, 180, 575, 2160])(
  'of %i rows each is found again, by the window and by the engine, also in a result four times as high',
  (rows) => {
    const size = { displayWidth: 9, displayHeight: rows };
    const media = (displayHeight: number) => ({ video: { displayWidth: 9, displayHeight } }) as MediaInfo;

    for (let row = 0; row < rows; row += 1) {
      const line = lineAt('row', row, size);
      expect(linePlace(line, size)).toBe(row);
      expect(enginePlace(media(rows), line)).toBe(row);
      expect(Math.floor(enginePlace(media(rows * 4), line) / 4)).toBe(row);
    }
  },
);

test('a line stays inside of the picture, and turns about the same point', () => {
  const size = { displayWidth: 320, displayHeight: 180 };

  expect(lineWords(lineAt('row', 500, size), size)).toBe('Row 179');
  expect(lineWords(lineAt('column', -3, size), size)).toBe('Column 0');
  expect(lineWords(turned(lineAt('row', 90, size)), size)).toBe('Column 160');
});
