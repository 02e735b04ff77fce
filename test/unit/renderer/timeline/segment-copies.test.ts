import { expect, it } from 'vitest';
import { AssetId, ClipboardContent, DiffVsrRecipe, OutputSettings, SegmentId } from '../../../../native/contract/index.ts';
import type { Segment } from '../../../../native/contract/index.ts';
import { copiedSegments, inMessages, placedAt } from '../../../../renderer/features/timeline/segment-copies.ts';

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

  const { segments, shortened, leftOut } = placedAt(copied, { frame: 50, frameCount: 100 });

  expect(segments.map(({ inFrame, outFrame }) => [inFrame, outFrame])).toEqual([
    [50, 54],
    [53, 65],
  ]);
  expect({ shortened, leftOut }).toEqual({ shortened: 0, leftOut: 0 });
});

it('the end of the clip cuts off what reaches over it and leaves out what would begin behind it', () => {
  const copied = copiedSegments([segment('a', 5, 9), segment('b', 6, 20), segment('c', 15, 20)]);

  const { segments, shortened, leftOut } = placedAt(copied, { frame: 95, frameCount: 100 });

  expect(segments.map(({ inFrame, outFrame }) => [inFrame, outFrame])).toEqual([
    [95, 99],
    [96, 100],
  ]);
  expect({ shortened, leftOut }).toEqual({ shortened: 1, leftOut: 1 });
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
