import { posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { mediaPathCandidates, relativeMediaPath } from '../../../native/project/media-location.ts';

it.each([
  ['/work/film/clips/a.mp4', 'clips/a.mp4'],
  ['/work/media/a.mp4', '../media/a.mp4'],
  ['/work/film/a\\b.mp4', 'a\\b.mp4'],
])('sees %s from the project as %s', (media, relative) => {
  expect(relativeMediaPath(media, { projectPath: '/work/film/Film.interweave', paths: posix })).toBe(relative);
});

it.each([
  ['C:\\film\\clips\\a.mp4', 'clips/a.mp4'],
  ['c:\\media\\a.mp4', '../media/a.mp4'],
  ['D:\\media\\a.mp4', null],
  ['\\\\server\\share\\a.mp4', null],
])('sees %s from a project on drive C as %s', (media, relative) => {
  expect(relativeMediaPath(media, { projectPath: 'C:\\film\\Film.interweave', paths: win32 })).toBe(relative);
});

it('looks for media that moved along with the project first', () => {
  const asset = { path: '/old/media/a.mp4', relativePath: '../media/a.mp4' };

  expect(mediaPathCandidates(asset, { projectPath: '/new/film/Film.interweave', paths: posix })).toEqual([
    '/new/media/a.mp4',
    '/old/media/a.mp4',
  ]);
  expect(mediaPathCandidates(asset, { projectPath: '/old/film/Film.interweave', paths: posix })).toEqual(['/old/media/a.mp4']);
  expect(mediaPathCandidates(asset, { projectPath: 'E:\\new\\film\\Film.interweave', paths: win32 })[0]).toBe('E:\\new\\media\\a.mp4');
  expect(mediaPathCandidates({ ...asset, relativePath: null }, { projectPath: '/new/Film.interweave', paths: posix })).toEqual([
    '/old/media/a.mp4',
  ]);
});
