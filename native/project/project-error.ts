import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../contract/index.ts';

/** SQLite's result codes, by their beginning, and what each means for a project. The first that fits holds. */
const meanings: readonly (readonly [string, (path: string) => AppError])[] = [
  [
    'SQLITE_BUSY',
    (path) => new AppError('project-locked', `The project ${path} is in use by another program. Close it there and try again.`),
  ],
  [
    'SQLITE_FULL',
    (path) =>
      new AppError(
        'disk-full',
        `The disk of ${path} is full, so the change was not saved; everything before it is. Free some space and try again.`,
      ),
  ],
  [
    'SQLITE_READONLY_DBMOVED',
    (path) =>
      new AppError(
        'project-missing',
        `The project ${path} was moved or deleted while it was open. Put it back, or open it at its new place.`,
      ),
  ],
  ['SQLITE_READONLY', notWritable],
  ['SQLITE_PERM', notWritable],
  ['SQLITE_CANTOPEN', notWritable],
  [
    'SQLITE_NOMEM',
    () => new AppError('out-of-memory', 'There is not enough memory to work on the project. Close other programs and try again.'),
  ],
  ['SQLITE_NOTADB', (path) => corrupt(path, 'it is not an Interweave project')],
  ['SQLITE_CORRUPT', (path) => corrupt(path, 'parts of it are missing or overwritten')],
  // The statements are ours and tested, so it is the file whose tables are not as they should be.
  ['SQLITE_ERROR', (path) => corrupt(path, 'its tables are not as they should be')],
  ['SQLITE_CONSTRAINT', (path) => corrupt(path, 'its records contradict each other')],
  [
    'SQLITE_IOERR',
    (path) =>
      new AppError('internal', `The drive that holds ${path} reports an error. Check that it is connected, then open the project again.`),
  ],
];

/** What an error of the database means to the user; other errors pass as they are. */
export function projectError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const meaning = meanings.find(([start]) => error.code.startsWith(start))?.[1];
  if (meaning === undefined) return error;
  const { code, message } = meaning(path);
  return new AppError(code, message, error);
}

/** `what` goes on after "is damaged: ". */
export function corrupt(path: string, what: string, cause?: unknown): AppError {
  const copies = copiesBeside(path);
  const remedy =
    copies.length === 0
      ? 'Open a backup of it, or make a new project; your media and restored files are not touched.'
      : `A copy from before an update lies at ${copies.join(' and ')}; open that instead.`;
  return new AppError('project-corrupt', `The project ${path} is damaged: ${what}. ${remedy}`, cause);
}

export function notWritable(path: string): AppError {
  return new AppError(
    'no-permission',
    `The project ${path} cannot be opened for writing. Copy it to a folder of your own, or change the permissions of the file and its folder.`,
  );
}

/** Where the copy made before a migration goes; free copies are found by the same name. */
export function copyPath(path: string, schemaVersion: number): string {
  const stem = `${stemOf(path)}.schema-${schemaVersion}`;
  for (let number = 1; ; number++) {
    const candidate = join(dirname(path), `${stem}${number === 1 ? '' : `-${number}`}${extname(path)}`);
    if (!existsSync(candidate)) return candidate;
  }
}

function copiesBeside(path: string): string[] {
  const start = `${stemOf(path)}.schema-`;
  try {
    const names = readdirSync(dirname(path)).filter((name) => name.startsWith(start) && name.endsWith(extname(path)));
    return names.sort().map((name) => join(dirname(path), name));
  } catch {
    // The folder cannot be listed: then no copy is on offer.
    return [];
  }
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}
