import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ProjectItem } from '../../../native/contract/index.ts';
import { changesOf, diffOf, isEmptyDiff, mergeDiffs, reverseDiff, splitDiff } from '../../../native/project/diff.ts';
import type { Change } from '../../../native/project/diff.ts';
import { makeSegment } from './project-fixture.ts';

/** Every state is a few segments that differ in one number. */
const state = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 3 }));
type State = Readonly<Record<string, number>>;

const itemOf = (id: string, inFrame: number | undefined): ProjectItem | null =>
  inFrame === undefined ? null : makeSegment(id, { inFrame });

function between(before: State, after: State): Change[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.map((id) => ({ from: itemOf(id, before[id]), to: itemOf(id, after[id]) }));
}

const sorted = (diff: Parameters<typeof changesOf>[0]): Change[] =>
  changesOf(diff).sort((a, b) => String((a.from ?? a.to)?.id).localeCompare(String((b.from ?? b.to)?.id)));

it('merges two diffs into the one from the first state to the last', () => {
  fc.assert(
    fc.property(state, state, state, (first, second, third) => {
      const merged = mergeDiffs(diffOf(between(first, second)), diffOf(between(second, third)));

      expect(sorted(merged)).toEqual(sorted(diffOf(between(first, third))));
    }),
  );
});

it('is undone by its reverse', () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      const diff = diffOf(between(before, after));

      expect(sorted(reverseDiff(diff))).toEqual(sorted(diffOf(between(after, before))));
      expect(isEmptyDiff(mergeDiffs(diff, reverseDiff(diff)))).toBe(true);
    }),
  );
});

it('comes in pieces that fit and do the same together', () => {
  fc.assert(
    fc.property(state, state, fc.integer({ min: 1200, max: 4000 }), (before, after, maxBytes) => {
      const diff = diffOf(between(before, after));
      const pieces = splitDiff(diff, maxBytes);

      for (const piece of pieces) expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThanOrEqual(maxBytes);
      expect(pieces.flatMap(changesOf)).toEqual(changesOf(diff));
    }),
  );
});

it('keeps a change that is too large in a piece of its own', () => {
  const large = makeSegment('large', { prompt: 'x'.repeat(4000) });
  const diff = diffOf([makeSegment('a'), large, makeSegment('b')].map((to) => ({ from: null, to })));

  expect(splitDiff(diff, 1000).map((piece) => piece.added.map(({ id }) => id))).toEqual([['a'], ['large'], ['b']]);
});
