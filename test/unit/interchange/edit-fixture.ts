import fc from 'fast-check';
import type { Rational } from '../../../native/contract/index.ts';
import type { MediaFile } from '../../../native/interchange/edit-list.ts';
import { layOutEdit } from '../../../native/interchange/lay-out-edit.ts';
import type { Piece } from '../../../native/interchange/lay-out-edit.ts';
import type { KnownMedia } from '../../../native/interchange/match-media.ts';
import { reelNames } from '../../../native/interchange/reel-names.ts';

export const rates = {
  film: { num: 24, den: 1 },
  pal: { num: 25, den: 1 },
  ntscFilm: { num: 24_000, den: 1001 },
  ntsc: { num: 30_000, den: 1001 },
  ntscDouble: { num: 60_000, den: 1001 },
  high: { num: 120, den: 1 },
} as const satisfies Record<string, Rational>;

export function makeMedia(fields: Partial<MediaFile> & Pick<MediaFile, 'path'>): MediaFile {
  return {
    reel: reelNames([fields.path]).get(fields.path) ?? '',
    count: { rate: rates.pal, dropFrame: false },
    startFrame: 0,
    frameCount: 1000,
    width: 720,
    height: 576,
    audio: { channels: 2, sampleRate: 48_000 },
    fingerprint: { sizeBytes: 12_345, sha256: 'a'.repeat(64) },
    isFolder: false,
    ...fields,
  };
}

/** What the project knows of the same file. */
export function knownOf(media: MediaFile): KnownMedia {
  const { path, reel, count, startFrame, frameCount, fingerprint } = media;
  const known = fingerprint ?? { sizeBytes: 0, sha256: '' };
  return { id: path, name: path.split('/').at(-1) ?? path, paths: [path], reel, fingerprint: known, count, startFrame, frameCount };
}

export function makePiece(media: MediaFile, fields: Partial<Piece> = {}): Piece {
  const inFrame = fields.inFrame ?? 100;
  return {
    name: 'Rain',
    prompt: '',
    negativePrompt: '',
    media,
    inFrame,
    outFrame: 200,
    markers: [],
    record: null,
    sourceInFrame: inFrame,
    ...fields,
  };
}

/** Words as people and languages write them, and some that formats trip over. */
const aText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0')),
  fc.constantFrom(
    '',
    ' rain ',
    '"quoted"',
    'a, b; c\td',
    'line\nline\r\nline',
    '* COMMENT: PROMPT: x',
    '</note>&amp;<b>',
    '=1+1',
    '\\n "',
    'a  b',
    '\u2028',
  ),
  fc.array(fc.constantFrom('rain', 'on', 'glass', '–', '日本'), { minLength: 50, maxLength: 90 }).map((words) => words.join(' ')),
);
/** The contract's names are trimmed, and not empty. */
const aName = aText.map((text) => text.trim().slice(0, 200).trim() || 'Segment 1');
const aMarkerName = fc.constantFrom('', 'Flicker', 'RED door', '12:00 "a" & <b>', 'Tür – 日本', 'x'.repeat(100));
const aRate = fc.constantFrom<Rational>(...Object.values(rates));

const someMedia = (rate: Rational) =>
  fc
    .uniqueArray(
      fc.constantFrom('/films/a.mov', '/films/b/a.mov', '/films/Ünï çödé %20 &.mkv', '/films/lang name with spaces.mp4', '/c.avi'),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .chain((paths) =>
      fc.tuple(
        ...paths.map((path, index) =>
          fc
            .record({
              startFrame: fc.integer({ min: 0, max: 2_000_000 }),
              frameCount: fc.integer({ min: 20, max: 400_000 }),
              drops: fc.boolean(),
            })
            .map(({ drops, ...rest }) =>
              makeMedia({
                path,
                reel: reelNames(paths).get(path) ?? '',
                fingerprint: { sizeBytes: index, sha256: String(index).repeat(64) },
                count: { rate, dropFrame: drops && rate.den === 1001 && Math.round(rate.num / 1001) % 30 === 0 },
                ...rest,
              }),
            ),
        ),
      ),
    );

const somePieces = (media: readonly MediaFile[]) =>
  fc.array(
    fc
      .record({
        media: fc.constantFrom(...media),
        name: aName,
        prompt: aText,
        negativePrompt: aText,
        from: fc.double({ min: 0, max: 0.95, noNaN: true }),
        length: fc.integer({ min: 1, max: 500 }),
        gap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 })),
        isPlaced: fc.boolean(),
        marks: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), aMarkerName), { maxLength: 3 }),
      })
      .map(({ from, length, marks, ...rest }) => {
        const inFrame = Math.floor(from * rest.media.frameCount);
        const outFrame = Math.min(rest.media.frameCount, inFrame + length);
        const markers = marks
          .map(([at, name]) => ({ frame: inFrame + Math.floor(at * (outFrame - inFrame)), name }))
          .sort((a, b) => a.frame - b.frame);
        return { ...rest, inFrame, outFrame, markers };
      }),
    { minLength: 1, maxLength: 12 },
  );

/** Edits of one rate; segments from an earlier edit lie where they were in it, with gaps. */
export const anEdit = aRate.chain((rate) =>
  someMedia(rate).chain((media) =>
    somePieces(media).map((drafts) => {
      let at = 90_000;
      const dropFrame = media[0]?.count.dropFrame ?? false;
      const pieces = drafts.map(({ gap, isPlaced, ...draft }): Piece => {
        at += gap;
        const record = isPlaced ? { originFrame: at - draft.inFrame, rate, dropFrame } : null;
        if (isPlaced) at += draft.outFrame - draft.inFrame;
        return { ...draft, record, sourceInFrame: draft.inFrame };
      });
      return { media, list: layOutEdit(pieces, { title: 'Film' }) };
    }),
  ),
);
