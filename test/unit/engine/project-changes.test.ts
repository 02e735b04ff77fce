import { expect, test } from 'vitest';
import { AssetId, OutputSettings, RealEsrganRecipe, SegmentId } from '../../../native/contract/index.ts';
import type { Diff, ProjectItem, Segment } from '../../../native/contract/index.ts';
import { splitDiff } from '../../../native/engine/project-changes.ts';

function segment(id: string, prompt = ''): Segment {
  return {
    kind: 'segment',
    id: SegmentId.parse(id),
    assetId: AssetId.parse('a'),
    name: id,
    inFrame: 0,
    outFrame: 10,
    prompt,
    negativePrompt: '',
    recipe: RealEsrganRecipe.parse({ pipeline: 'real-esrgan' }),
    output: OutputSettings.parse({}),
  };
}

/** What a window does with a diff. */
function apply(items: ReadonlyMap<string, ProjectItem>, diffs: readonly Diff[]): Map<string, ProjectItem> {
  const after = new Map(items);
  for (const { removed, added, updated } of diffs) {
    for (const item of removed) after.delete(item.id);
    for (const item of added) after.set(item.id, item);
    for (const [, item] of updated) after.set(item.id, item);
  }
  return after;
}
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

test('a small diff stays whole', () => {
  const diff: Diff = { added: [segment('a')], updated: [[segment('b'), segment('b', 'sea')]], removed: [segment('c')] };

  expect(splitDiff(diff, 60_000)).toEqual([diff]);
});

test('a large diff comes in parts that fit and in turn do the same', () => {
  const before = new Map(Array.from({ length: 50 }, (_, i) => [`s${i}`, segment(`s${i}`)] as const));
  const diff: Diff = {
    added: Array.from({ length: 30 }, (_, i) => segment(`new${i}`, 'p'.repeat(300))),
    updated: Array.from({ length: 20 }, (_, i) => [segment(`s${i}`), segment(`s${i}`, 'q'.repeat(500))]),
    removed: Array.from({ length: 20 }, (_, i) => segment(`s${i + 20}`)),
  };

  const parts = splitDiff(diff, 8000);

  expect(parts.length).toBeGreaterThan(2);
  expect(parts.filter((part) => bytes(part) > 8200)).toEqual([]);
  expect(apply(before, parts)).toEqual(apply(before, [diff]));
});

test('an item whose two states do not fit into one message is taken away and put back', () => {
  const long = (letter: string): Segment => segment('s', letter.repeat(5000));
  const diff: Diff = { added: [], updated: [[long('a'), long('b')]], removed: [] };

  const parts = splitDiff(diff, 8000);

  expect(parts.filter((part) => bytes(part) > 8200)).toEqual([]);
  expect(apply(new Map([['s', long('a')]]), parts)).toEqual(new Map([['s', long('b')]]));
});

test('a change that changed nothing is still told, for the history may differ', () => {
  expect(splitDiff({ added: [], updated: [], removed: [] }, 8000)).toEqual([{ added: [], updated: [], removed: [] }]);
});
