import fc from 'fast-check';
import { join } from 'node:path';
import { expect } from 'vitest';
import { AppError } from '../../../native/contract/index.ts';
import type { ProjectItem } from '../../../native/contract/index.ts';
import type { StoredEdit } from '../../../native/project/edit-changes.ts';
import { openProject } from '../../../native/project/project-store.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { allItems, assetId, makeAsset, makeProject, output, recipe, segmentId } from './project-fixture.ts';

// Few ids and few frames, so that edits meet: many are refused, and a refusal has to change nothing.
const anAsset = fc.constantFrom('a', 'b').map(assetId);
const aSegment = fc.constantFrom('s', 't', 'u', 'v', 'a').map(segmentId);
const aFrame = fc.integer({ min: -1, max: 12 });
const someText = fc.string({ unit: 'binary', minLength: 1, maxLength: 5 });
const aRange = fc.record({ inFrame: fc.integer({ min: 0, max: 12 }), outFrame: fc.integer({ min: 1, max: 12 }) });
const someFields = fc.record(
  {
    inFrame: aFrame,
    outFrame: aFrame,
    name: fc.constantFrom('Rain', 'Segment 7', '%_"\u{1F3AC}'),
    prompt: someText,
    recipe: fc.constant({ ...recipe, tileSize: 64 }),
  },
  { requiredKeys: [] },
);

const anEdit: fc.Arbitrary<StoredEdit> = fc.oneof(
  fc.record({
    type: fc.constant('project.update'),
    changes: fc.record({ name: fc.constantFrom('A', 'B'), output: fc.constant({ ...output, quality: 20 }) }, { requiredKeys: [] }),
  }),
  fc.record({ type: fc.constant('asset.remove'), id: anAsset }),
  fc.record({
    type: fc.constant('asset.markers'),
    id: anAsset,
    markers: fc.array(fc.record({ frame: fc.integer({ min: 0, max: 12 }), name: someText }), { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('segment.add'), id: aSegment, assetId: anAsset, fields: aRange }),
  fc.record({ type: fc.constant('segment.update'), id: aSegment, changes: someFields }),
  fc.record({
    type: fc.constant('segment.prompt'),
    of: fc.oneof(
      fc.record({ type: fc.constant('segments'), ids: fc.array(aSegment, { minLength: 1, maxLength: 3 }) }),
      fc.record({ type: fc.constant('asset'), id: anAsset }),
      fc.record({ type: fc.constant('project') }),
    ),
    settings: fc.record({ prompt: someText, guidanceScale: fc.constantFrom(3, null) }, { requiredKeys: [] }),
  }),
  fc.record({
    type: fc.constant('segment.copies'),
    how: fc.constantFrom('paste', 'duplicate'),
    count: fc.constant(2),
    segments: fc.array(
      fc.record({
        id: aSegment,
        assetId: anAsset,
        name: fc.constantFrom('Rain', 'Segment 7'),
        inFrame: fc.integer({ min: 0, max: 12 }),
        outFrame: fc.integer({ min: 1, max: 12 }),
        prompt: someText,
        negativePrompt: fc.constant(''),
        recipe: fc.constant(recipe),
        output: fc.constant(output),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    type: fc.constant('segment.settings'),
    ids: fc.array(aSegment, { minLength: 1, maxLength: 3 }),
    settings: fc.record({
      prompt: someText,
      negativePrompt: fc.constant(''),
      recipe: fc.constant({ ...recipe, tileSize: 32 }),
      output: fc.constant(output),
      caption: fc.constant(null),
    }),
  }),
  fc.record({ type: fc.constant('segment.split'), id: aSegment, frame: aFrame, newId: aSegment }),
  fc.record({ type: fc.constant('segment.remove'), ids: fc.array(aSegment, { minLength: 1, maxLength: 3 }) }),
);

type Command =
  | { readonly do: 'edit'; readonly edit: StoredEdit; readonly gesture: string | null }
  | { readonly do: 'put'; readonly frames: number; readonly id: string }
  | { readonly do: 'cancel'; readonly gesture: string }
  | { readonly do: 'undo' | 'redo' | 'reopen' };

const aGesture = fc.constantFrom('g', 'h');
const aCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('edit'), edit: anEdit, gesture: fc.oneof(fc.constant(null), aGesture) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('put'), id: fc.constantFrom('a', 'b'), frames: fc.integer({ min: 8, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel'), gesture: aGesture }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redo') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen') }) },
);

/** A project and a window's copy of its items that only ever sees diffs. */
interface Watched {
  project: OpenProject;
  readonly path: string;
  readonly seen: Map<string, ProjectItem>;
}

function apply(watched: Watched, command: Command): void {
  const { project, seen } = watched;
  const change = (): ReturnType<OpenProject['undo']> | null => {
    switch (command.do) {
      case 'edit':
        return project.edit(command.edit, { gesture: command.gesture });
      case 'put':
        return project.putAssets([makeAsset(command.id, command.frames)], { label: 'Import' });
      case 'cancel':
        return project.cancelGesture(command.gesture);
      case 'undo':
        return project.undo();
      case 'redo':
        return project.redo();
      case 'reopen':
        project.close();
        watched.project = openProject(watched.path);
        return null;
    }
  };
  try {
    const diff = change()?.diff ?? { added: [], updated: [], removed: [] };
    for (const item of diff.removed) expect(take(seen, item.id)).toEqual(item);
    for (const [from, to] of diff.updated) {
      expect(take(seen, from.id)).toEqual(from);
      seen.set(to.id, to);
    }
    for (const item of diff.added) {
      expect(seen.has(item.id)).toBe(false);
      seen.set(item.id, item);
    }
  } catch (error) {
    if (!(error instanceof AppError) || !['bad-input', 'not-found', 'conflict'].includes(error.code)) throw error;
  }
}

function take(seen: Map<string, ProjectItem>, id: string): ProjectItem | undefined {
  const item = seen.get(id);
  seen.delete(id);
  return item;
}

function byId(items: Iterable<ProjectItem>): ProjectItem[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Any sequence of edits, undone entirely, gives the original items; redone, the final ones; opening again in between changes
 * nothing; and the diffs alone keep a window right.
 */
export function checkAnyEdits({ folder, runs }: { readonly folder: string; readonly runs: number }): void {
  let count = 0;
  fc.assert(
    fc.property(fc.array(aCommand, { minLength: 1, maxLength: 40 }), fc.boolean(), (commands, reopened) => {
      const name = `Film ${count++}`;
      const path = join(folder, `${name}.interweave`);
      const first = makeProject(folder, name);
      const original = byId(allItems(first));
      const watched: Watched = { project: first, path, seen: new Map(original.map((item) => [item.id, item])) };

      for (const command of commands) apply(watched, command);
      while (watched.project.head().history.redo !== null) apply(watched, { do: 'redo' });
      const final = byId(allItems(watched.project));
      expect(byId(watched.seen.values())).toEqual(final);
      requireSound(final);

      if (reopened) apply(watched, { do: 'reopen' });
      while (watched.project.head().history.undo !== null) apply(watched, { do: 'undo' });
      expect(byId(allItems(watched.project))).toEqual(original);
      expect(byId(watched.seen.values())).toEqual(original);

      if (reopened) apply(watched, { do: 'reopen' });
      while (watched.project.head().history.redo !== null) apply(watched, { do: 'redo' });
      expect(byId(allItems(watched.project))).toEqual(final);
      watched.project.close();
    }),
    { numRuns: runs },
  );
}

/** What holds of every project: each segment lies within its asset. */
function requireSound(items: readonly ProjectItem[]): void {
  const frames = new Map(items.filter((item) => item.kind === 'asset').map(({ id, media }) => [id, media.video.frameCount]));
  for (const segment of items.filter((item) => item.kind === 'segment')) {
    const inside = 0 <= segment.inFrame && segment.inFrame < segment.outFrame && segment.outFrame <= (frames.get(segment.assetId) ?? -1);
    expect(inside, JSON.stringify(segment)).toBe(true);
  }
}
