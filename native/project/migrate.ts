import type { Database } from 'better-sqlite3';
import { renameSync, rmSync } from 'node:fs';
import { AppError } from '../contract/index.ts';
import { copyPath, projectError } from './project-error.ts';

/** One step of the schema. `up` runs inside the transaction of all pending steps. */
export interface Migration {
  /** What `user_version` is afterwards; the number at the start of the file's name. */
  readonly version: number;
  readonly up: (database: Database) => void;
}

interface MigrateOptions {
  readonly path: string;
  readonly migrations: readonly Migration[];
}

/** Refuses a file from a newer program before anything is written into it. */
export function requireKnownSchema(database: Database, { path, migrations }: MigrateOptions): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (schemaVersion(database) <= newest) return;
  throw new AppError(
    'project-newer',
    `The project ${path} was made by a newer Interweave (schema ${schemaVersion(database)}; this one knows up to ${newest}). Update Interweave to open it. The file was not changed.`,
  );
}

/**
 * Brings a file to the present schema: all pending steps or none. Returns where the copy of the old file lies,
 * or null when nothing had to be done.
 */
export function migrate(database: Database, { path, migrations }: MigrateOptions): string | null {
  const from = schemaVersion(database);
  const pending = migrations.filter(({ version }) => version > from);
  if (pending.length === 0) return null;
  const backupPath = copyDatabase(database, copyPath(path, from));
  try {
    applyMigrations(database, pending);
  } catch (error) {
    // Rolled back: the file is what the copy is.
    rmSync(backupPath, { force: true });
    const known = projectError(error, path);
    if (known instanceof AppError && known.code !== 'project-corrupt') throw known;
    throw new AppError(
      'project-corrupt',
      `The project ${path} could not be updated from schema ${from} to ${pending.at(-1)?.version ?? from}. The file was not changed; open it with the version of Interweave that made it, and please report this.`,
      error,
    );
  }
  return backupPath;
}

/** All the given steps in one transaction. */
export function applyMigrations(database: Database, pending: readonly Migration[]): void {
  database.transaction(() => {
    for (const { version, up } of pending) {
      up(database);
      database.pragma(`user_version = ${version}`);
    }
  })();
}

export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** A whole copy, its write-ahead log included; under its final name only when complete. */
function copyDatabase(database: Database, copy: string): string {
  const part = `${copy}.part`;
  try {
    rmSync(part, { force: true });
    database.prepare('VACUUM INTO @part').run({ part });
    renameSync(part, copy);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return copy;
}
