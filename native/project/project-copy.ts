import Database from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import { AppError, Asset, ProjectRecord } from '../contract/index.ts';
import { mediaPathCandidates, relativeMediaPath } from './media-location.ts';
import { reserveName } from './project-file.ts';
import type { ProjectFile } from './project-file.ts';
import { projectError } from './project-error.ts';
import { parseStored } from './stored-record.ts';

interface CopyPlace {
  readonly path: string;
  /** What the copy is called in its window. */
  readonly name: string;
  /** Files that were copied along with the project, by what points at them; others stay where they are. */
  readonly moved?: MovedFiles | undefined;
}

/** New paths by id. */
export interface MovedFiles {
  readonly assets: ReadonlyMap<string, string>;
  readonly runs: ReadonlyMap<string, string>;
}

interface StoredRow {
  readonly id: string;
  readonly record: string;
}

/**
 * A copy of an open project beside it or elsewhere, with SQLite's own backup: whole, whatever is being written meanwhile. The copy gets
 * its own name, finds the media from its own folder, and has no jobs: two projects would write the same files.
 */
export async function copyProject(file: ProjectFile, { path, name, moved }: CopyPlace): Promise<void> {
  const parsedName = ProjectRecord.shape.name.safeParse(name);
  if (!parsedName.success)
    throw new AppError('bad-input', `"${name}" cannot be a project's name. Use 1 to 200 characters.`, parsedName.error);
  reserveName(path);
  try {
    await file.database.backup(path);
    settle(new Database(path, { fileMustExist: true }), { path, name: parsedName.data, original: file.path, moved });
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
    throw projectError(error, path);
  }
}

/** Makes the copy a project of its own, in one transaction, and closes it. */
function settle(copy: Database.Database, { path, name, original, moved }: CopyPlace & { readonly original: string }): void {
  try {
    const rows = copy.prepare<{ kind: string }, StoredRow>(`
      SELECT id, record
      FROM items
      WHERE kind = @kind`);
    const write = copy.prepare<StoredRow>(`
      UPDATE items
      SET record = @record
      WHERE id = @id`);
    const writeRun = copy.prepare<{ id: string; outputPath: string }>(`
      UPDATE runs
      SET record = json_set(record, '$.outputPath', @outputPath)
      WHERE id = @id`);
    copy.transaction(() => {
      for (const { id, record } of rows.all({ kind: 'project' })) {
        const project = parseStored(ProjectRecord, record, { path, what: 'project record' });
        write.run({ id, record: JSON.stringify({ ...project, name }) });
      }
      for (const { id, record } of rows.all({ kind: 'asset' })) {
        const asset = parseStored(Asset, record, { path, what: `asset "${id}"` });
        // Media may have moved along with the project; the copy is told where they are now.
        const place =
          moved?.assets.get(id) ?? mediaPathCandidates(asset, { projectPath: original }).find((each) => existsSync(each)) ?? asset.path;
        write.run({ id, record: JSON.stringify({ ...asset, path: place, relativePath: relativeMediaPath(place, { projectPath: path }) }) });
      }
      for (const [id, outputPath] of moved?.runs ?? []) writeRun.run({ id, outputPath });
      copy.exec('DELETE FROM jobs');
    })();
  } finally {
    copy.close();
  }
}
