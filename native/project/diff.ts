import { isDeepStrictEqual } from 'node:util';
import type { Diff, ProjectItem } from '../contract/index.ts';

/** What happens to one item: null before it exists and after it is gone. */
export interface Change {
  readonly from: ProjectItem | null;
  readonly to: ProjectItem | null;
}

/** The diff of some changes, at most one for each item. Those that change nothing are left out. */
export function diffOf(changes: Iterable<Change>): Diff {
  const diff: Diff = { added: [], updated: [], removed: [] };
  for (const { from, to } of changes) {
    if (from === null && to !== null) diff.added.push(to);
    else if (from !== null && to === null) diff.removed.push(from);
    else if (from !== null && to !== null && !isDeepStrictEqual(from, to)) diff.updated.push([from, to]);
  }
  return diff;
}

export function changesOf({ added, updated, removed }: Diff): Change[] {
  return [
    ...removed.map((from) => ({ from, to: null })),
    ...updated.map(([from, to]) => ({ from, to })),
    ...added.map((to) => ({ from: null, to })),
  ];
}

export function reverseDiff({ added, updated, removed }: Diff): Diff {
  return { added: removed, updated: updated.map(([from, to]) => [to, from]), removed: added };
}

/** One diff that does what `first` and then `second` do. What the second takes back is gone. */
export function mergeDiffs(first: Diff, second: Diff): Diff {
  const merged = new Map<string, Change>();
  for (const change of changesOf(first)) merged.set(idOf(change), change);
  for (const change of changesOf(second)) {
    const before = merged.get(idOf(change));
    merged.set(idOf(change), { from: before === undefined ? change.from : before.from, to: change.to });
  }
  return diffOf(merged.values());
}

export function isEmptyDiff({ added, updated, removed }: Diff): boolean {
  return added.length + updated.length + removed.length === 0;
}

function idOf({ from, to }: Change): string {
  return (from ?? to)?.id ?? '';
}
