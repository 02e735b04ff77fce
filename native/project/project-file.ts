import Database from 'better-sqlite3';
import { accessSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, extname } from 'node:path';
import { AppError } from '../contract/index.ts';
import { lockedError, removeLockNote, writeLockNote } from './lock-note.ts';
import { applyMigrations, migrate, requireKnownSchema } from './migrate.ts';
import type { Migration } from './migrate.ts';
import { corrupt, notWritable, projectError } from './project-error.ts';

/** "IWve" in the file's header, so that `file` and we know it from other databases. */
const APPLICATION_ID = 0x49577665;
const EXTENSION = '.interweave';

/** An open project database, locked against everybody else until it is closed. */
export interface ProjectFile {
  readonly path: string;
  readonly database: Database.Database;
  /** Where the copy from before a migration lies; null when there was none. */
  readonly backupPath: string | null;
  /**
   * Does work in one transaction: all of it or, when it throws, nothing. Errors come out as AppError. What it wrote survives the
   * death of the process, and a power cut too unless `hurried`.
   */
  readonly transaction: <T>(work: () => T, options?: { readonly hurried: boolean }) => T;
  /** Afterwards the project is one file again. Closing twice does nothing. */
  readonly close: () => void;
}

interface FileOptions {
  readonly migrations: readonly Migration[];
}

/** Makes an empty project file and fills it; leaves nothing behind when that fails. */
export function createProjectFile(path: string, { migrations, fill }: FileOptions & { fill: (file: ProjectFile) => void }): ProjectFile {
  reserveName(path);
  try {
    return opening(path, (database) => {
      useWriteAheadLog(database);
      applyMigrations(database, migrations);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      const file = projectFile(path, { database, backupPath: null });
      file.transaction(() => fill(file));
      return file;
    });
  } catch (error) {
    for (const suffix of ['', '-wal', '-journal']) rmSync(`${path}${suffix}`, { force: true });
    throw error;
  }
}

export function openProjectFile(path: string, { migrations }: FileOptions): ProjectFile {
  requireWritable(path);
  return opening(path, (database) => {
    if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw corrupt(path, 'it is not an Interweave project');
    requireKnownSchema(database, { path, migrations });
    // Finds pages that are missing or overwritten before they are built upon; quick, as indexes are not compared.
    const faults = database.pragma('quick_check(1)', { simple: true });
    if (faults !== 'ok') throw corrupt(path, 'parts of it are missing or overwritten');
    useWriteAheadLog(database);
    const backupPath = migrate(database, { path, migrations });
    return projectFile(path, { database, backupPath });
  });
}

/**
 * Opens the database and takes the lock. The lock is SQLite's own, in exclusive mode, for three reasons: the operating system
 * lets it go when the process dies, however it dies; it counts between processes and within one; and SQLite then keeps the log's index
 * in its own memory, so that a full disk is an error and not a fault in mapped memory, and network drives work.
 * Nothing else in this process may open and close the file: on POSIX systems that would drop the lock.
 */
function opening(path: string, prepare: (database: Database.Database) => ProjectFile): ProjectFile {
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { fileMustExist: true, timeout: 0 });
    database.pragma('locking_mode = EXCLUSIVE');
    lock(database, path);
    // A project may come from anybody: functions named in its schema are not run.
    database.pragma('trusted_schema = OFF');
    const file = prepare(database);
    writeLockNote(path);
    return file;
  } catch (error) {
    database?.close();
    throw projectError(error, path);
  }
}

function lock(database: Database.Database, path: string): void {
  try {
    database.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw lockedError(path);
    throw error;
  }
}

function projectFile(path: string, { database, backupPath }: Pick<ProjectFile, 'database' | 'backupPath'>): ProjectFile {
  return {
    path,
    database,
    backupPath,
    transaction: (work, { hurried } = { hurried: false }) => {
      if (!database.open) throw new AppError('not-found', `The project ${path} is closed. Open it again.`);
      try {
        // Waiting for the disk takes 0.4 ms on an idle SSD and 8 ms on a busy one: too long for sixty drag steps a second.
        if (!database.inTransaction) database.pragma(`synchronous = ${hurried ? 'NORMAL' : 'FULL'}`);
        return database.transaction(work)();
      } catch (error) {
        throw projectError(error, path);
      }
    },
    close: () => {
      if (!database.open) return;
      removeLockNote(path);
      // The last connection writes the log into the file and removes it. On a full disk the log stays, and with it every edit.
      database.close();
    },
  };
}

function useWriteAheadLog(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
}

/** Takes the name of a new project, so that nobody's file is overwritten even in a race. */
export function reserveName(path: string): void {
  if (extname(path).toLowerCase() !== EXTENSION) {
    throw new AppError('bad-input', `A project file's name ends in ${EXTENSION}; "${path}" does not. Choose such a name.`);
  }
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    switch (systemCode(error)) {
      case 'EEXIST':
        throw new AppError('output-exists', `There is a file at ${path} already. Open it, or choose another name.`, error);
      case 'ENOENT':
      case 'ENOTDIR':
        throw new AppError(
          'not-found',
          `The project cannot be made at ${path}: the folder ${dirname(path)} does not exist. Choose another folder.`,
          error,
        );
      case 'ENOSPC':
      case 'EDQUOT':
        throw new AppError(
          'disk-full',
          `The project cannot be made at ${path}: the disk is full. Free some space, or choose another folder.`,
          error,
        );
      default:
        throw new AppError(
          'no-permission',
          `The project cannot be made at ${path}: the folder is not writable. Choose another folder.`,
          error,
        );
    }
  }
}

/** Looks without opening (see `opening`); SQLite writes its log beside the file, so the folder counts too. */
function requireWritable(path: string): void {
  const stats = lookAt(path);
  if (!stats.isFile()) {
    throw new AppError('project-missing', `${path} is not a project file. Choose a file that ends in ${EXTENSION}.`);
  }
  // To SQLite an empty file is a new database.
  if (stats.size === 0) throw corrupt(path, 'it is empty');
}

function lookAt(path: string): Stats {
  try {
    const stats = statSync(path);
    accessSync(path, constants.R_OK | constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return stats;
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw notWritable(path);
    throw new AppError(
      'project-missing',
      `There is no project at ${path}. It may have been moved or deleted; choose it at its new place.`,
      error,
    );
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
