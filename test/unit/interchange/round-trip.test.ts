import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InterchangeFormat } from '../../../native/contract/index.ts';
import { readEditList, writeEditList } from '../../../native/interchange/edit-formats.ts';
import type { EditList, MediaFile } from '../../../native/interchange/edit-list.ts';
import { layOutEdit } from '../../../native/interchange/lay-out-edit.ts';
import { resolveCuts } from '../../../native/interchange/resolve-cuts.ts';
import type { ResolvedCut } from '../../../native/interchange/resolve-cuts.ts';
import { anEdit, knownOf, makeMedia, makePiece, rates } from './edit-fixture.ts';

/** What comes back of a list, with the place in the edit of each cut. */
function roundTrip(list: EditList, format: InterchangeFormat, media: readonly MediaFile[]) {
  const written = writeEditList(list, format);
  const read = readEditList(Buffer.from(written.text), `film.${format}`);
  const { cuts, remarks } = resolveCuts(read.cuts, media.map(knownOf));
  return { cuts: cuts.map(placed), count: written.count, remarks: [...written.remarks, ...read.remarks, ...remarks], title: read.title };
}

function placed({ where: _where, record, ...cut }: ResolvedCut) {
  return { ...cut, recordFrame: record === null ? null : record.originFrame + cut.inFrame, dropFrame: record?.dropFrame };
}

function expected({ cuts, count }: EditList) {
  return cuts.map(({ media, name, prompt, negativePrompt, inFrame, outFrame, markers, recordFrame }) => ({
    mediaId: media.path,
    ...{ name, prompt, negativePrompt, inFrame, outFrame, markers, recordFrame, dropFrame: count.dropFrame },
  }));
}

const markedFormats = ['edl', 'otio', 'fcpxml'] as const;

test.each(markedFormats)('%s: segments come back as they were, with prompts, markers and places in the edit', (format) => {
  fc.assert(
    fc.property(anEdit, ({ list, media }) => {
      const { cuts, remarks } = roundTrip(list, format, media);

      expect({ cuts, remarks }).toEqual({ cuts: expected(list), remarks: [] });
    }),
    { numRuns: 80 },
  );
});

test('csv: segments come back with prompts and places in the edit, and the markers are told that it cannot hold', () => {
  fc.assert(
    fc.property(anEdit, ({ list, media }) => {
      const { cuts, count, remarks } = roundTrip(list, 'csv', media);

      expect(cuts).toEqual(expected(list).map((cut) => ({ ...cut, markers: [] })));
      expect(count, 'what is left out of a cut does not leave out the cut').toBe(list.cuts.length);
      expect(remarks.map(({ where }) => where)).toEqual(list.cuts.filter(({ markers }) => markers.length > 0).map(({ name }) => name));
    }),
    { numRuns: 80 },
  );
});

test.each(['csv', 'otio', 'fcpxml'] as const)('%s: cuts of several rates come back to the frame', (format) => {
  const media = [rates.pal, rates.ntscDouble, rates.film].map((rate, index) =>
    makeMedia({ path: `/films/${index}.mov`, count: { rate, dropFrame: false }, startFrame: 5000, fingerprint: null }),
  );
  const pieces = media.flatMap((each, index) => [
    makePiece(each, { name: `Short ${index}`, inFrame: 7, outFrame: 14 }),
    makePiece(each, { name: `Long ${index}`, inFrame: 500, outFrame: 600 + index }),
  ]);

  const { cuts } = roundTrip(layOutEdit(pieces, { title: 'Film' }), format, media);

  expect(cuts.map(({ mediaId, inFrame, outFrame }) => ({ mediaId, inFrame, outFrame }))).toEqual(
    pieces.map((piece) => ({ mediaId: piece.media.path, inFrame: piece.inFrame, outFrame: piece.outFrame })),
  );
});

test('an EDL says which cuts of another rate it left out', () => {
  const media = [rates.pal, rates.pal, rates.film].map((rate, index) =>
    makeMedia({ path: `/${index}.mov`, count: { rate, dropFrame: false } }),
  );
  const list = layOutEdit(
    media.map((each, index) => makePiece(each, { name: `Segment ${index}` })),
    { title: 'Film' },
  );

  const { cuts, count, remarks } = roundTrip(list, 'edl', media);

  expect(cuts.map(({ mediaId }) => mediaId)).toEqual(['/0.mov', '/1.mov']);
  expect(count).toBe(2);
  expect(remarks).toEqual([{ where: 'Segment 2', message: expect.stringContaining('another frame rate') as string }]);
});

test.each(markedFormats)('%s: the markers of a restored file lie on its own frames, over midnight too', (format) => {
  const media = makeMedia({ path: '/out/rain x4.mov', startFrame: 24 * 3600 * 25 - 30 });
  const markers = [0, 31, 99].map((frame) => ({ frame, name: `Frame ${frame}` }));
  const list = layOutEdit([makePiece(media, { inFrame: 0, outFrame: 100, markers })], { title: 'Film' });

  const { cuts, remarks } = roundTrip(list, format, [media]);

  expect({ markers: cuts[0]?.markers, remarks }).toEqual({ markers, remarks: [] });
});

test.each(['otio', 'fcpxml'] as const)('%s: overlapping cuts go onto tracks of their own and come back', (format) => {
  const media = makeMedia({ path: '/films/a.mov' });
  const record = { originFrame: 90_000, rate: rates.pal, dropFrame: false };
  const pieces = [
    makePiece(media, { name: 'Below', inFrame: 0, outFrame: 100, record }),
    makePiece(media, { name: 'Above', inFrame: 50, outFrame: 300, record }),
    makePiece(media, { name: 'Far above', inFrame: 60, outFrame: 70, record }),
    makePiece(media, { name: 'Alone', inFrame: 900, outFrame: 950, record }),
  ];
  const list = layOutEdit(pieces, { title: 'Film' });

  const { cuts, remarks } = roundTrip(list, format, [media]);

  const byPlace = (a: { recordFrame: number | null }, b: { recordFrame: number | null }) => (a.recordFrame ?? 0) - (b.recordFrame ?? 0);
  expect(list.cuts.map(({ track }) => track)).toEqual([0, 1, 2, 0]);
  expect({ cuts: cuts.sort(byPlace), remarks }).toEqual({ cuts: expected(list), remarks: [] });
});

test('the title of the project comes back', () => {
  const list = layOutEdit([makePiece(makeMedia({ path: '/a.mov' }))], { title: 'Tape 12 <raw>' });

  expect((['edl', 'otio', 'fcpxml'] as const).map((format) => roundTrip(list, format, []).title)).toEqual(Array(3).fill('Tape 12 <raw>'));
});
