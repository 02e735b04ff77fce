import { expect, test } from 'vitest';
import { shortcutText } from '../../../renderer/app/shortcut-words.ts';
import {
  agoText,
  bytesText,
  clipLengthText,
  countText,
  durationText,
  framesPerSecText,
} from '../../../renderer/components/quantity-words.ts';
import { baseName, folderOf, joinPath, projectFileName, stem } from '../../../renderer/features/files/paths.ts';

test('quantities are said as people say them', () => {
  expect([0, 999, 1300, 84_000_000, 1_300_000_000].map(bytesText)).toEqual(['0 B', '999 B', '1.3 kB', '84 MB', '1.3 GB']);
  expect([200, 8000, 60_000, 200_000, 7_500_000, 7_200_000].map(durationText)).toEqual([
    'under 1 s',
    '8 s',
    '1 min',
    '3 min 20 s',
    '2 h 5 min',
    '2 h',
  ]);
  expect([4, 252, 3852].map(clipLengthText)).toEqual(['00:04', '04:12', '1:04:12']);
  expect([25, 1.13, 0.05].map(framesPerSecText)).toEqual(['25 fps', '1.1 fps', '20 s / frame']);
  expect([countText(1, 'clip'), countText(3, 'clip')]).toEqual(['1 clip', '3 clips']);
});

test('times past are told from now', () => {
  const now = new Date(2026, 4, 10, 12, 0);
  const at = (day: number, hour: number, minute = 0) => agoText(new Date(2026, 4, day, hour, minute).toISOString(), now);

  expect([at(10, 12), at(10, 11, 30), at(10, 3), at(9, 23)]).toEqual(['just now', '30 min ago', '9 h ago', 'yesterday']);
  expect(at(2, 9)).toContain('2026');
});

test('paths of either system', () => {
  expect(baseName('/tapes/creek.avi')).toBe('creek.avi');
  expect(baseName('C:\\tapes\\creek.avi')).toBe('creek.avi');
  expect(folderOf('/creek.avi')).toBe('/');
  expect(folderOf('C:\\tapes\\creek.avi')).toBe('C:\\tapes');
  expect(joinPath('C:\\tapes', 'a.interweave')).toBe('C:\\tapes\\a.interweave');
  expect(joinPath('/', 'a.interweave')).toBe('/a.interweave');
  expect(stem('/tapes/creek.dv.avi')).toBe('creek.dv');
});

test('a typed name becomes one file name', () => {
  expect(projectFileName(' Harbour 1994 ')).toBe('Harbour 1994.interweave');
  expect(projectFileName('a.interweave')).toBe('a.interweave');
  expect(projectFileName('../../etc/x')).toBe('-..-etc-x.interweave');
});

test('shortcuts are shown as they are on the caps', () => {
  expect(['$mod+Shift+z', 'Shift+?', 'ArrowLeft', '='].map(shortcutText)).toEqual(['Ctrl+Shift+Z', '?', '←', '=']);
});
