import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, InterchangeFormat } from '../../../native/contract/index.ts';
import { readEditList, writeEditList } from '../../../native/interchange/edit-formats.ts';
import { resolveCuts } from '../../../native/interchange/resolve-cuts.ts';
import { anEdit, knownOf } from './edit-fixture.ts';

/** Reads it all the way. Anything but a list or an AppError in words is a fault. */
function readAll(bytes: Uint8Array, media: Parameters<typeof resolveCuts>[1] = []): void {
  try {
    const { cuts, remarks } = readEditList(bytes, 'film.edl');
    const resolved = resolveCuts(cuts, media);
    for (const { inFrame, outFrame } of resolved.cuts) expect(inFrame >= 0 && outFrame > inFrame).toBe(true);
    for (const { message } of [...remarks, ...resolved.remarks]) expect(message).not.toBe('');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.message).toMatch(/^film\.edl .*[.:]/s);
  }
}

test('any bytes are a list or refused in words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readAll(bytes)),
    { numRuns: 400 },
  );
});

const starts = [
  '',
  'TITLE: x\n',
  '001  AX V C 00:00:00:00 ',
  '{"OTIO_SCHEMA":"Timeline.1","tracks":',
  '<fcpxml version="1.10">',
  'name,source_in,source_out\n',
];
test('any text behind the beginning of a list is a list or refused in words', () => {
  const pieces = fc.constantFrom(
    ...['[', ']', '{', '}', '<', '>', '"', "'", ',', ';', ':', '/', '*', '\\', '\n', '\t', ' ', '=', '&', '!', '-'],
    '00:00:01:00',
    'M2',
    '* FROM CLIP NAME: a',
    '<spine>',
    '"children":',
    '9'.repeat(30),
    '1/0s',
    'null',
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }),
      (start, rest) => readAll(Buffer.from(start + rest.join(''))),
    ),
    { numRuns: 400 },
  );
});

test.each(InterchangeFormat.options)('%s: a real list with a damaged place is a list or refused in words', (format) => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(60),
    put: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('-1', '1e999', '99:99:99:99', '"', '<', '0/0s')),
  });
  fc.assert(
    fc.property(anEdit, fc.array(damage, { minLength: 1, maxLength: 3 }), ({ list, media }, damages) => {
      let { text } = writeEditList(list, format);
      for (const { at, remove, put } of damages) {
        const index = Math.floor(at * text.length);
        text = text.slice(0, index) + put + text.slice(index + remove);
      }
      readAll(Buffer.from(text), media.map(knownOf));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['braces without end', '{"a":'.repeat(100_000)],
  ['brackets without end', '['.repeat(200_000)],
  ['elements without end', `<fcpxml>${'<spine>'.repeat(100_000)}`],
  ['entities that grow', '<!DOCTYPE a [<!ENTITY x "yyyy"><!ENTITY z "&x;&x;&x;">]><fcpxml>&z;</fcpxml>'],
  ['a line of a million spaces', `TITLE: x\n001  AX${' '.repeat(1_000_000)}V`],
  ['a line of a million words', `TITLE: x\n001 ${'a '.repeat(500_000)}V C`],
  ['a quotation mark that never closes', `name,source_in,source_out\n"${'a,'.repeat(600_000)}`],
  ['a heading of a million separators', ','.repeat(1_000_000)],
])('%s: refused, and soon', (_name, text) => {
  expect(() => readAll(Buffer.from(text))).not.toThrow();
});
