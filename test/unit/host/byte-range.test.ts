import { expect, test } from 'vitest';
import { parseByteRange } from '../../../native/host/byte-range.ts';

const all = { type: 'all' };
const none = { type: 'none' };
const part = (start: number, end: number) => ({ type: 'part', start, end });

test.each([
  { header: undefined, range: all },
  { header: 'bytes=0-', range: part(0, 99) },
  { header: 'bytes=10-19', range: part(10, 19) },
  { header: 'bytes=90-500', range: part(90, 99) },
  { header: 'bytes=-10', range: part(90, 99) },
  { header: 'bytes=-500', range: part(0, 99) },
  { header: 'bytes=99-99', range: part(99, 99) },
  { header: 'bytes=100-', range: none },
  { header: 'bytes=-0', range: none },
  { header: 'bytes=19-10', range: all },
  { header: 'bytes=-', range: all },
  { header: 'bytes=0-1,5-6', range: all },
  { header: 'lines=0-1', range: all },
])('$header of 100 bytes', ({ header, range }) => {
  expect(parseByteRange(header, 100)).toEqual(range);
});

test('nothing of an empty file can be had in part', () => {
  expect(parseByteRange('bytes=0-', 0)).toEqual(none);
});
