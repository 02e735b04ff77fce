import { expect, it } from 'vitest';
import { placesOf } from '../../../electron/main/path-places.ts';

const shows = (id: number, project: string | null, waiting: readonly string[] = []) => ({ id, project, waiting });
const [a, b, clip] = ['/films/a.interweave', '/films/b.Interweave', '/films/clip.mp4'];

it.each([
  ['a project that is shown: its window', [a], [shows(1, b), shows(2, a)], [{ type: 'focus', id: 2 }]],
  ['a project, where a window is empty: that one', [a], [shows(1, b), shows(2, null)], [{ type: 'hand', id: 2, paths: [a] }]],
  ['a project, where all windows show others: a new one', [a], [shows(1, b)], [{ type: 'new-window', paths: [a] }]],
  ['a window that has something to open already is not empty', [a], [shows(1, null, [clip])], [{ type: 'new-window', paths: [a] }]],
  [
    'two projects: a window each, though one was named twice',
    [a, b, a],
    [shows(1, null)],
    [
      { type: 'hand', id: 1, paths: [a] },
      { type: 'new-window', paths: [b] },
    ],
  ],
  [
    'clips, where a window is empty: that one',
    [clip, '/x.mov'],
    [shows(1, a), shows(2, null)],
    [{ type: 'hand', id: 2, paths: [clip, '/x.mov'] }],
  ],
  ['clips, where none is: the project in front', [clip], [shows(1, a), shows(2, b)], [{ type: 'hand', id: 1, paths: [clip] }]],
  ['anything, where there is no window: a new one', [clip], [], [{ type: 'new-window', paths: [clip] }]],
])('%s', (_, paths, windows, places) => {
  expect(placesOf(paths, windows)).toEqual(places);
});
