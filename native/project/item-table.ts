import type { Database } from 'better-sqlite3';
import { ProjectItem } from '../contract/index.ts';
import type { AssetId, Diff, ProjectRecord, Segment } from '../contract/index.ts';
import type { ItemReader } from './edited-items.ts';
import { cutPage, placeOf } from './page.ts';
import type { Page, PageRow } from './page.ts';
import { corrupt } from './project-error.ts';
import type { ProjectFile } from './project-file.ts';
import { parseStored } from './stored-record.ts';

/** The project record, its assets and its segments. Calls belong inside a transaction of the file. */
export interface ItemTable extends ItemReader {
  /** Assets first, then the project record, then segments; by id within each. Edits between two pages do not shift them. */
  readonly page: (cursor: string | null) => Page<ProjectItem>;
  /** Writes a diff whose `from` sides are what is stored. */
  readonly apply: (diff: Diff) => void;
}

interface ItemRow {
  readonly id: string;
  readonly kind: string;
  readonly asset_id: string | null;
  readonly record: string;
}

export function openItemTable({ database, path }: ProjectFile): ItemTable {
  const statements = prepare(database);
  const read = ({ id, kind, record }: Pick<ItemRow, 'id' | 'kind' | 'record'>): ProjectItem => {
    const what = kind === 'project' ? 'project record' : `${kind} "${id}"`;
    const item = parseStored(ProjectItem, record, { path, what });
    if (item.id !== id || item.kind !== kind) throw corrupt(path, `its ${what} holds another record`);
    return item;
  };
  const item = (id: string): ProjectItem | null => {
    const row = statements.byId.get({ id });
    return row === undefined ? null : read(row);
  };
  const one = (changed: number, { kind, id }: ProjectItem): void => {
    if (changed !== 1) throw corrupt(path, `its history speaks of ${kind} "${id}", which is not in it`);
  };

  return {
    item,
    project: (): ProjectRecord => {
      const project = item('project');
      if (project?.kind !== 'project') throw corrupt(path, 'it has no project record');
      return project;
    },
    segmentsOf: (assetId: AssetId) => statements.bySource.all({ assetId }).map(read).filter(isSegment),
    segments: () => statements.ofKind.all({ kind: 'segment' }).map(read).filter(isSegment),
    segmentNames: (base) =>
      statements.names.all({ base }).filter((name) => {
        const rest = name.slice(base.length);
        return rest === '' || /^ \d{1,9}$/.test(rest);
      }),
    page: (cursor) => cutPage(statements.page.iterate(placeOf(cursor, '')), (row) => read({ ...row, kind: row.key })),
    apply: ({ added, updated, removed }) => {
      for (const each of removed) one(statements.remove.run({ id: each.id }).changes, each);
      for (const [, to] of updated) one(statements.update.run(toRow(to)).changes, to);
      for (const each of added) statements.insert.run(toRow(each));
    },
  };
}

function prepare(database: Database) {
  return {
    byId: database.prepare<{ id: string }, ItemRow>(`
      SELECT id, kind, asset_id, record
      FROM items
      WHERE id = @id`),
    bySource: database.prepare<{ assetId: string }, ItemRow>(`
      SELECT id, kind, asset_id, record
      FROM items
      WHERE asset_id = @assetId
      ORDER BY id`),
    ofKind: database.prepare<{ kind: string }, ItemRow>(`
      SELECT id, kind, asset_id, record
      FROM items
      WHERE kind = @kind
      ORDER BY id`),
    names: database
      .prepare<{ base: string }, string>(
        `
      SELECT record ->> 'name'
      FROM items INDEXED BY segment_names
      WHERE kind = 'segment'
      AND record ->> 'name' BETWEEN @base AND @base || char(0x10FFFF)`,
      )
      .pluck(),
    page: database.prepare<{ key: string; id: string }, PageRow>(`
      SELECT kind AS key, id, record
      FROM items
      WHERE (kind, id) > (@key, @id)
      ORDER BY kind, id`),
    insert: database.prepare<ItemRow>(`
      INSERT INTO items (id, kind, asset_id, record)
      VALUES (@id, @kind, @asset_id, @record)`),
    update: database.prepare<ItemRow>(`
      UPDATE items
      SET asset_id = @asset_id, record = @record
      WHERE id = @id
      AND kind = @kind`),
    remove: database.prepare<{ id: string }>(`
      DELETE FROM items
      WHERE id = @id`),
  };
}

function isSegment(item: ProjectItem): item is Segment {
  return item.kind === 'segment';
}

function toRow(item: ProjectItem): ItemRow {
  return { id: item.id, kind: item.kind, asset_id: item.kind === 'segment' ? item.assetId : null, record: JSON.stringify(item) };
}
