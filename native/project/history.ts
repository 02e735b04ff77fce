import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { Diff, Segment } from '../contract/index.ts';
import type { HistoryState, SegmentId } from '../contract/index.ts';
import { diffOf, isEmptyDiff, mergeDiffs, reverseDiff } from './diff.ts';
import type { ProjectFile } from './project-file.ts';
import type { ItemTable } from './item-table.ts';
import { parseStored } from './stored-record.ts';

/** Steps of one segment that are looked back at. */
const MAX_PAST = 300;
/** Older steps are forgotten. */
const MAX_STEPS = 1000;

export interface HistoryStep {
  readonly label: string;
  readonly diff: Diff;
}

/** What was done, as diffs, in the project itself. Every function is one transaction of the file. */
export interface History {
  readonly state: () => HistoryState;
  /**
   * Makes the step that `plan` comes to, writes it and forgets what could be redone. A step that changes nothing is none.
   * Steps of one gesture merge as long as nothing else comes between.
   */
  readonly record: (plan: () => HistoryStep, options?: { readonly gesture: string | null }) => Diff;
  readonly undo: () => Diff;
  readonly redo: () => Diff;
  /** Takes the gesture's step back for good; does nothing when the newest step is not the gesture's. */
  readonly cancelGesture: (gesture: string) => Diff;
  /** Of the newest steps that changed the segment, undone ones too: what it was before and after, newest first. */
  readonly pastSegments: (id: SegmentId) => PastSegment[];
}

export interface PastSegment {
  readonly from: Segment;
  readonly to: Segment;
  readonly changedAt: string;
}

interface StepRow {
  readonly step: number;
  readonly label: string;
  readonly diff: string;
}

export function openHistory(file: ProjectFile, items: ItemTable): History {
  const statements = prepare(file.database);
  // Not in the file: a gesture ends with the process at the latest, and its step then stays as it is.
  let open: { readonly gesture: string; readonly step: number } | null = null;

  const diffIn = (row: StepRow): Diff =>
    parseStored(Diff, row.diff, { path: file.path, what: `history step ${row.step} ("${row.label}")` });
  /** The gesture goes on only when its transaction was kept. */
  const transaction = (work: () => { readonly diff: Diff; readonly open: typeof open }, hurried = false): Diff => {
    const done = file.transaction(work, { hurried });
    open = done.open;
    return done.diff;
  };
  const nothing = diffOf([]);

  return {
    state: () =>
      file.transaction(() => ({ undo: statements.lastDone.get()?.label ?? null, redo: statements.firstUndone.get()?.label ?? null })),
    record: (plan, { gesture } = { gesture: null }) =>
      transaction(() => {
        const { label, diff } = plan();
        if (isEmptyDiff(diff)) return { diff, open };
        items.apply(diff);
        statements.forgetUndone.run();
        const last = statements.lastDone.get();
        if (gesture !== null && last !== undefined && open?.gesture === gesture && open.step === last.step) {
          const merged = mergeDiffs(diffIn(last), diff);
          if (isEmptyDiff(merged)) {
            statements.remove.run({ step: last.step });
            return { diff, open: null };
          }
          statements.replace.run({ step: last.step, diff: JSON.stringify(merged) });
          return { diff, open };
        }
        const step = Number(
          statements.insert.run({ label, diff: JSON.stringify(diff), createdAt: new Date().toISOString() }).lastInsertRowid,
        );
        statements.forgetOldest.run({ kept: MAX_STEPS });
        return { diff, open: gesture === null ? null : { gesture, step } };
      }, gesture !== null),
    undo: () =>
      transaction(() => {
        const last = statements.lastDone.get();
        if (last === undefined) return { diff: nothing, open: null };
        const diff = reverseDiff(diffIn(last));
        items.apply(diff);
        statements.mark.run({ step: last.step, undone: 1 });
        return { diff, open: null };
      }),
    redo: () =>
      transaction(() => {
        const next = statements.firstUndone.get();
        if (next === undefined) return { diff: nothing, open: null };
        const diff = diffIn(next);
        items.apply(diff);
        statements.mark.run({ step: next.step, undone: 0 });
        return { diff, open: null };
      }),
    cancelGesture: (gesture) =>
      transaction(() => {
        const last = statements.lastDone.get();
        if (last === undefined || open?.gesture !== gesture || open.step !== last.step) return { diff: nothing, open };
        const diff = reverseDiff(diffIn(last));
        items.apply(diff);
        statements.remove.run({ step: last.step });
        return { diff, open: null };
      }),
    pastSegments: (id) =>
      file.transaction(() =>
        statements.updatesOf.all({ id, most: MAX_PAST }).map(({ step, pair, createdAt }) => {
          const [from, to] = parseStored(UpdatedSegment, pair, { path: file.path, what: `history step ${step}` });
          return { from, to, changedAt: createdAt };
        }),
      ),
  };
}

const UpdatedSegment = z.tuple([Segment, Segment]);

function prepare(database: Database) {
  return {
    lastDone: database.prepare<[], StepRow>(`
      SELECT step, label, diff
      FROM history
      WHERE undone = 0
      ORDER BY step DESC
      LIMIT 1`),
    firstUndone: database.prepare<[], StepRow>(`
      SELECT step, label, diff
      FROM history
      WHERE undone = 1
      ORDER BY step
      LIMIT 1`),
    insert: database.prepare<{ label: string; diff: string; createdAt: string }>(`
      INSERT INTO history (label, diff, created_at)
      VALUES (@label, @diff, @createdAt)`),
    replace: database.prepare<{ step: number; diff: string }>(`
      UPDATE history
      SET diff = @diff
      WHERE step = @step`),
    mark: database.prepare<{ step: number; undone: number }>(`
      UPDATE history
      SET undone = @undone
      WHERE step = @step`),
    remove: database.prepare<{ step: number }>(`
      DELETE FROM history
      WHERE step = @step`),
    updatesOf: database.prepare<{ id: string; most: number }, { step: number; pair: string; createdAt: string }>(`
      SELECT step, updated.value AS pair, created_at AS createdAt
      FROM history, json_each(diff, '$.updated') AS updated
      WHERE updated.value ->> '$[1].id' = @id
      ORDER BY step DESC
      LIMIT @most`),
    forgetUndone: database.prepare(`
      DELETE FROM history
      WHERE undone = 1`),
    forgetOldest: database.prepare<{ kept: number }>(`
      DELETE FROM history
      WHERE step <= (SELECT step FROM history ORDER BY step DESC LIMIT 1 OFFSET @kept)`),
  };
}
