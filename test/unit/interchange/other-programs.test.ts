import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEditList } from '../../../native/interchange/edit-formats.ts';
import type { MediaFile } from '../../../native/interchange/edit-list.ts';
import { resolveCuts } from '../../../native/interchange/resolve-cuts.ts';
import { timecodeOfFrames } from '../../../native/util/timecode.ts';
import { knownOf, makeMedia, rates } from './edit-fixture.ts';

const folder = join(import.meta.dirname, '../../fixtures/interchange');

/** What is taken of a list of another program: name, frames, place in the edit. And what is not. */
function taken(file: string, media: readonly MediaFile[]) {
  const read = readEditList(readFileSync(join(folder, file)), file);
  const { cuts, remarks } = resolveCuts(read.cuts, media.map(knownOf));
  return {
    title: read.title,
    cuts: cuts.map(({ name, inFrame, outFrame, mediaId, record }) => [
      name,
      mediaId,
      inFrame,
      outFrame,
      record === null ? null : timecodeOfFrames(record.originFrame + inFrame, record),
    ]),
    prompts: cuts.map(({ prompt }) => prompt).filter((prompt) => prompt !== ''),
    remarks: [...read.remarks, ...remarks].map(({ where, message }) => `${where}: ${message}`),
  };
}

const hour = (fps: number): number => 3600 * fps;

test('Avid: clips by the path of their file, from a start timecode, with sound and unknown clips told', () => {
  const media = ['HARBOUR_A017', 'HARBOUR_A018'].map((name) =>
    makeMedia({ path: `X:/shoot/day 1/${name}.mxf`, count: { rate: rates.film, dropFrame: false }, startFrame: hour(24) }),
  );

  expect(taken('avid.edl', media)).toEqual({
    title: 'Harbour_Fine_Cut_v7',
    cuts: [
      ['HARBOUR_A017', 'X:/shoot/day 1/HARBOUR_A017.mxf', 4 * 24 + 5, 5 * 24 + 12, '00:59:53:11'],
      ['HARBOUR_A018', 'X:/shoot/day 1/HARBOUR_A018.mxf', 6 * 24 + 13, 8 * 24 + 15, '00:59:54:18'],
    ],
    prompts: [],
    remarks: [
      ': 1 sound-only edits were not taken.',
      'line 11: No media of the project is "NOT_IN_PROJECT": one cut of it not taken. Import the file and try again.',
    ],
  });
});

test('Premiere: drop frame over a minute, a dissolve becomes a cut, a broken timecode is named with its line', () => {
  const media = ['IMG_0001.MOV', 'IMG_0002.MOV'].map((name) =>
    makeMedia({ path: `/card/${name}`, count: { rate: rates.ntsc, dropFrame: true }, frameCount: 30_000 }),
  );

  expect(taken('premiere.edl', media)).toEqual({
    title: 'Wedding',
    cuts: [
      // 00:01:00;02 is the frame after 00:00:59;29.
      ['IMG_0001.MOV', '/card/IMG_0001.MOV', 1800, 2098, '01:00:00;00'],
      ['IMG_0002.MOV', '/card/IMG_0002.MOV', 17_982, 18_042, '01:00:09;28'],
    ],
    prompts: [],
    remarks: [
      'line 15: "00:00:0x;00" is not a timecode. The edit was not taken.',
      'line 8: A dissolve of 30 frames became a cut.',
      ': 1 sound-only edits were not taken.',
    ],
  });
});

test('Resolve: reels, black, and a speed change that is told', () => {
  const media = makeMedia({ path: '/tapes/tape 01.mov', startFrame: 10 * hour(25), frameCount: 10_000 });

  expect(taken('resolve.edl', [media])).toEqual({
    title: 'Tapes',
    cuts: [
      ['tape 01.mov', '/tapes/tape 01.mov', 0, 100, '01:00:00:00'],
      ['tape 01.mov', '/tapes/tape 01.mov', 1500, 1600, '01:00:06:00'],
    ],
    prompts: [],
    remarks: [
      "line 10: A speed change (to 050.0 frames/s) was not taken; the range is the source's.",
      'line 10: It lasts 50 frames in the edit and 100 in its file: a speed change, which was not taken.',
    ],
  });
});

test('a spreadsheet: semicolons, headings of its own, timecodes and seconds', () => {
  const media = makeMedia({ path: '/tapes/tape 01.mov', startFrame: 10 * hour(25) });

  expect(taken('spreadsheet.csv', [media])).toEqual({
    title: null,
    cuts: [
      ['Opening; wide', '/tapes/tape 01.mov', 0, 100, null],
      ['Second', '/tapes/tape 01.mov', 100, 213, null],
    ],
    prompts: ['rain\non glass'],
    remarks: ['line 5: "soon" is not a time. Write 00:00:12:05, 12.2 or 00:00:12.200. The row was not taken.'],
  });
});

test('OTIO of Premiere: a file URL of Windows, 23.976, a gap, tracks of sound', () => {
  const media = makeMedia({
    path: 'D:/media/lathe.mov',
    count: { rate: rates.ntscFilm, dropFrame: false },
    startFrame: hour(24),
    frameCount: 500,
  });

  expect(taken('premiere.otio', [media])).toEqual({
    title: 'Workshop',
    cuts: [['Lathe', 'D:/media/lathe.mov', 12, 36, '01:00:02:00']],
    prompts: [],
    remarks: [
      ": The timeline's own markers (1) were not taken; those of its clips are.",
      ': 1 tracks of sound were not taken.',
      'clip 1: 1 of its markers lie on no frame of lathe.mov and were not taken.',
    ],
  });
});

test('OTIO without what can be left out: plain paths, and everything that is not taken is told', () => {
  const media = makeMedia({ path: '/home/anna/bees.mp4' });

  expect(taken('kdenlive.otio', [media])).toEqual({
    title: 'Garden',
    cuts: [
      ['Bees', '/home/anna/bees.mp4', 10, 50, '00:00:00:00'],
      ['Bees fast', '/home/anna/bees.mp4', 100, 120, '00:00:01:15'],
    ],
    prompts: [],
    remarks: [
      'after clip 1: A transition became a cut.',
      "clip 2: A speed change was not taken; the range is the source's.",
      'clip 3: It is a nested sequence and was not taken. Export the sequence inside by itself.',
      'clip 4: It was not taken: source_range.start_time: Invalid input: expected object, received string.',
      'clip 5: No media of the project is "wasps.mp4": one cut of it not taken. Import the file and try again.',
    ],
  });
});

test('Final Cut 1.8: connected clips and storylines lie where they are; notes are prompts', () => {
  const count = { rate: rates.ntsc, dropFrame: true };
  const kite = makeMedia({ path: '/Volumes/Films/kite day.mov', count, startFrame: 107_892, frameCount: 1000 });
  const sea = makeMedia({ path: '/Volumes/Films/sea.mov', count, frameCount: 2000 });
  const [k, s] = [kite.path, sea.path];

  const { cuts, prompts, remarks } = taken('final-cut-1.8.fcpxml', [kite, sea]);

  expect(prompts).toEqual(['a red kite against clouds']);
  expect(cuts).toEqual([
    ['Kite up', k, 30, 130, '01:00:00;00'],
    ['Sea above', s, 0, 30, '01:00:00;10'],
    ['Sea in a storyline', s, 40, 50, '01:00:00;20'],
    ['Sea again', s, 100, 110, '01:00:01;10'],
    ['Sea as a clip', s, 20, 70, '01:00:03;10'],
    ['Slow sea', s, 0, 20, '01:00:25;00'],
  ]);
  expect(remarks).toEqual([
    'line 39: A transition became a cut.',
    'line 47: A compound clip was not taken.',
    'line 48: A title was not taken.',
    "line 49: A speed change was not taken; the range is the source's.",
    'line 55: It shows "r9", which is no file of this list. It was not taken.',
    'line 56: The offset of its <asset-clip> is "soon", which is no time. It was not taken.',
    'line 57: It is switched off and was not taken.',
    ': 1 sound-only clips were not taken.',
  ]);
});

test('FCPXML of Resolve: a media-rep with localhost, times over one', () => {
  const media = makeMedia({ path: 'C:/tapes/tape 01.mov', startFrame: 10 * hour(25), frameCount: 10_000 });

  expect(taken('resolve-1.10.fcpxml', [media])).toEqual({
    title: 'Tapes (Resolve)',
    cuts: [
      ['tape 01.mov', 'C:/tapes/tape 01.mov', 0, 100, '01:00:00:00'],
      ['tape 01.mov', 'C:/tapes/tape 01.mov', 2, 103, '01:00:04:00'],
    ],
    prompts: [],
    remarks: [],
  });
});

test('markers of other programs: locators of Avid, OTIO of Premiere, markers and chapters of Final Cut', () => {
  const marked = (file: string, media: readonly MediaFile[]) =>
    resolveCuts(readEditList(readFileSync(join(folder, file)), file).cuts, media.map(knownOf)).cuts.flatMap(({ markers }) => markers);
  const film = { rate: rates.film, dropFrame: false };
  const ntsc = { rate: rates.ntsc, dropFrame: true };

  // 16 frames into the second edit, by the time of the edit.
  expect(marked('avid.edl', [makeMedia({ path: 'X:/shoot/day 1/HARBOUR_A018.mxf', count: film, startFrame: hour(24) })])).toEqual([
    { name: 'FLICKER', frame: 6 * 24 + 13 + 16 },
  ]);
  const lathe = { path: 'D:/media/lathe.mov', count: { rate: rates.ntscFilm, dropFrame: false }, startFrame: hour(24), frameCount: 500 };
  expect(marked('premiere.otio', [makeMedia(lathe)])).toEqual([{ name: 'Chips fly', frame: 20 }]);
  const kite = makeMedia({ path: '/Volumes/Films/kite day.mov', count: ntsc, startFrame: 107_892 });
  const sea = makeMedia({ path: '/Volumes/Films/sea.mov', count: ntsc });
  expect(marked('final-cut-1.8.fcpxml', [kite, sea])).toEqual([
    { name: 'Knot in the string', frame: 60 },
    { name: 'Ebb', frame: 30 },
  ]);
});
