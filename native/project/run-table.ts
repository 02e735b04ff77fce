import { AppError, Run } from '../contract/index.ts';
import type { RunId } from '../contract/index.ts';
import { cutPage, placeOf } from './page.ts';
import type { Page, PageRow } from './page.ts';
import type { ProjectFile } from './project-file.ts';
import { parseStored } from './stored-record.ts';

export interface RunChanges {
  readonly note?: string | undefined;
  readonly starred?: boolean | undefined;
  readonly metrics?: Run['metrics'];
}

/** The project's results. They are not undoable. */
export interface RunTable {
  readonly save: (run: Run) => void;
  /** Newest first. */
  readonly page: (cursor: string | null) => Page<Run>;
  readonly get: (id: RunId) => Run;
  readonly update: (id: RunId, changes: RunChanges) => Run;
  readonly remove: (id: RunId) => Run;
}

/** Sorts after every time. */
const END_OF_TIME = '~';

export function openRunTable({ database, path, transaction }: ProjectFile): RunTable {
  const save = database.prepare<PageRow>(`
    INSERT INTO runs (id, created_at, record)
    VALUES (@id, @key, @record)
    ON CONFLICT (id) DO UPDATE SET created_at = @key, record = @record`);
  const byId = database.prepare<{ id: string }, PageRow>(`
    SELECT created_at AS key, id, record
    FROM runs
    WHERE id = @id`);
  const page = database.prepare<{ key: string; id: string }, PageRow>(`
    SELECT created_at AS key, id, record
    FROM runs
    WHERE (created_at, id) < (@key, @id)
    ORDER BY created_at DESC, id DESC`);
  const remove = database.prepare<{ id: string }>(`
    DELETE FROM runs
    WHERE id = @id`);

  const read = ({ id, record }: PageRow): Run => parseStored(Run, record, { path, what: `result "${id}"` });
  const get = (id: RunId): Run => {
    const row = byId.get({ id });
    if (row === undefined) throw new AppError('not-found', 'This result is not in the project any more. Refresh the list.');
    return read(row);
  };
  const write = (run: Run): Run => {
    save.run({ id: run.id, key: run.createdAt, record: JSON.stringify(run) });
    return run;
  };

  return {
    save: (run) => transaction(() => void write(run)),
    page: (cursor) => transaction(() => cutPage(page.iterate(placeOf(cursor, END_OF_TIME)), read)),
    get: (id) => transaction(() => get(id)),
    update: (id, { note, starred, metrics }) =>
      transaction(() => {
        const run = get(id);
        const measured = metrics === undefined ? {} : { metrics };
        return write({ ...run, ...measured, note: note ?? run.note, starred: starred ?? run.starred });
      }),
    remove: (id) =>
      transaction(() => {
        const run = get(id);
        remove.run({ id });
        return run;
      }),
  };
}
