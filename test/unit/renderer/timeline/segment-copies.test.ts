import { expect, it } from 'vitest';
import { AssetId, ClipboardContent, DiffVsrRecipe, OutputSettings, SegmentId } from '../../../../native/contract/index.ts';
import type { Rational, Segment } from '../../../../native/contract/index.ts';
import { copiedSegments as copiedAt, inMessages, placedAt } from '../../../../renderer/features/timeline/segment-copies.ts';

const segment = (id: string, inFrame: number, outFrame: number, fields: Partial<Segment> = {}): Segment => ({
  kind: 'segment',
  id: SegmentId.parse(id),
  assetId: AssetId.parse('a'),
  name: id,
  inFrame,
  outFrame,
  prompt: 'rain',
  negativePrompt: '',
  recipe: DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'm', prompt: 'rain' }),
  output: OutputSettings.parse({}),
  ...fields,
});

const film: Rational = { num: 24_000, den: 1001 };
const pal: Rational = { num: 25, den: 1 };
const ntsc: Rational = { num: 30_000, den: 1001 };
const copiedSegments = (segments: readonly Segment[], rate = pal) => copiedAt(segments, () => rate);
const frames = ({ segments }: ReturnType<typeof placedAt>) => segments.map(({ inFrame, outFrame }) => [inFrame, outFrame]);

it('copies in the order of time, without ids, as the clipboard’s own schema reads it back', () => {
  const content = {
    interweave: 'segments' as const,
    version: 1 as const,
    segments: copiedSegments([segment('b', 30, 40), segment('a', 5, 9)]),
  };

  const read = ClipboardContent.parse(JSON.parse(JSON.stringify(content)));

  expect(read).toEqual(content);
  expect(content.segments.map(({ name, inFrame, outFrame }) => [name, inFrame, outFrame])).toEqual([
    ['a', 5, 9],
    ['b', 30, 40],
  ]);
  expect(Object.keys(content.segments[0]!)).not.toContain('id');
});

it.each([
  ['another version', { interweave: 'segments', version: 2, segments: copiedSegments([segment('a', 0, 1)]) }],
  ['no segments', { interweave: 'segments', version: 1, segments: [] }],
  [
    'an unknown pipeline',
    { interweave: 'settings', version: 1, settings: { ...copiedSegments([segment('a', 0, 1)])[0]!, recipe: { pipeline: 'x' } } },
  ],
  ['something else', ['rain']],
])('a clipboard with %s is refused', (_, content) => {
  expect(ClipboardContent.safeParse(content).success).toBe(false);
});

it('places the first at the playhead and the others at their distance from it', () => {
  const copied = copiedSegments([segment('a', 5, 9), segment('b', 8, 20)]);

  const { segments, shortened, leftOut } = placedAt(copied, { frame: 50, frameCount: 100, rate: pal });

  expect(segments.map(({ inFrame, outFrame }) => [inFrame, outFrame])).toEqual([
    [50, 54],
    [53, 65],
  ]);
  expect({ shortened, leftOut }).toEqual({ shortened: 0, leftOut: 0 });
});

it('the end of the clip cuts off what reaches over it and leaves out what would begin behind it', () => {
  const copied = copiedSegments([segment('a', 5, 9), segment('b', 6, 20), segment('c', 15, 20)]);

  const { segments, shortened, leftOut } = placedAt(copied, { frame: 95, frameCount: 100, rate: pal });

  expect(segments.map(({ inFrame, outFrame }) => [inFrame, outFrame])).toEqual([
    [95, 99],
    [96, 100],
  ]);
  expect({ shortened, leftOut }).toEqual({ shortened: 1, leftOut: 1 });
});

it('in a clip of another frame rate segments last as long as they did, and meet where they met', () => {
  // 240 frames of 23.976 are 10.01 s: 250.25 frames of 25.
  const copied = copiedSegments([segment('a', 1000, 1240), segment('b', 1240, 1241), segment('c', 2000, 2001)], film);

  expect(frames(placedAt(copied, { frame: 0, frameCount: 10_000, rate: pal }))).toEqual([
    [0, 250],
    [250, 251],
    [1043, 1044],
  ]);
});

it('a minute of drop frame is a minute elsewhere, and comes back with the frames it had', () => {
  // From 00:01:00;02 to 00:02:00;02: 1800 frames less the two numbers that are left out make 59.993 s and 1499.8 frames of 25.
  const copied = copiedSegments([segment('a', 1800, 3598)], ntsc);

  const there = placedAt(copied, { frame: 10, frameCount: 10_000, rate: pal });
  expect(frames(there)).toEqual([[10, 1510]]);

  const back = there.segments.map((each) => ({ ...each, rate: pal }));
  expect(frames(placedAt(back, { frame: 1800, frameCount: 10_000, rate: ntsc }))).toEqual([[1800, 3598]]);
});

it('rounds by whole numbers, however long the clip and odd its rate', () => {
  const odd: Rational = { num: 90_000, den: 3003 };
  const frame = 2_000_000_000;
  const copied = copiedSegments([segment('a', 0, 1), segment('b', frame, frame + 1)], { num: 1_000_000, den: 33_333 });

  const { segments } = placedAt(copied, { frame: 0, frameCount: Number.MAX_SAFE_INTEGER, rate: odd });

  // 2e9 x 33333 / 1e6 x 90000 / 3003 = 1,997,982,017.98
  expect(segments[1]?.inFrame).toBe(1_997_982_018);
});

it('a segment never becomes shorter than a frame', () => {
  const copied = copiedSegments([segment('a', 0, 1)], { num: 120, den: 1 });

  expect(frames(placedAt(copied, { frame: 5, frameCount: 100, rate: pal }))).toEqual([[5, 6]]);
});

it('frames that an earlier version copied are taken as frames', () => {
  const copied = copiedSegments([segment('a', 4, 9)]).map(({ rate: _rate, ...rest }) => rest);

  expect(frames(placedAt(copied, { frame: 20, frameCount: 100, rate: film }))).toEqual([[20, 25]]);
});

it('many copies go in messages that fit, in their order', () => {
  const prompt = 'ß'.repeat(4000);
  const copies = Array.from({ length: 30 }, (_, index) => {
    const { kind: _kind, ...rest } = segment(`s${index}`, 0, 1, { prompt });
    return rest;
  });

  const messages = inMessages(copies);

  expect(messages.flat()).toEqual(copies);
  expect(messages.length).toBeGreaterThan(5);
  expect(messages.length).toBeLessThan(30);
  for (const message of messages) expect(new TextEncoder().encode(JSON.stringify(message)).length).toBeLessThan(60_000);
});
