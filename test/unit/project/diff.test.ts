import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ProjectItem } from '../../../native/contract/index.ts';
import { changesOf, diffOf, isEmptyDiff, mergeDiffs, reverseDiff } from '../../../native/project/diff.ts';
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
