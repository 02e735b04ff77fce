import { readdir, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { ImportRefusal } from '../contract/index.ts';
import { absolutePath } from './absolute-path.ts';
import { kindOfFile } from './file-kinds.ts';

/** A folder deeper than this is not somebody's footage. */
const MAX_DEPTH = 8;
const MAX_FILES = 2000;
/** A search that came upon a whole home folder ends here. */
const MAX_FOLDERS = 5000;

export interface FoundMedia {
  readonly files: readonly string[];
  readonly refused: readonly ImportRefusal[];
}

/** The files that were meant by `paths`: a file is itself, a folder is the media files in it and below, by name. */
export async function findMediaFiles(paths: readonly string[], { signal }: { readonly signal: AbortSignal }): Promise<FoundMedia> {
  const files = new Set<string>();
  const refused: ImportRefusal[] = [];
  for (const given of paths) {
    signal.throwIfAborted();
    try {
      const path = absolutePath(given);
      if (!(await isFolder(path))) {
        files.add(path);
        continue;
      }
      const inside = await mediaBelow(path, { signal, accepts: (name) => kindOfFile(name) === 'media', limit: MAX_FILES });
      for (const file of inside) files.add(file);
      if (inside.length === 0)
        throw new AppError('media-missing', `There is no video in the folder ${path}. Choose another, or the files themselves.`);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'canceled') throw error;
      refused.push({ path: given, error: { code: error.code, message: error.message } });
    }
  }
  const [...all] = files;
  for (const path of all.slice(MAX_FILES)) {
    refused.push({ path, error: { code: 'too-large', message: `One import takes ${MAX_FILES} files. Import the rest by itself.` } });
  }
  return { files: all.slice(0, MAX_FILES), refused };
}

/** Files below a folder whose name is accepted, at most `limit`, nearest first. Folders that cannot be read are passed over. */
export async function mediaBelow(
  folder: string,
  {
    signal,
    accepts,
    limit,
    depth = MAX_DEPTH,
  }: { readonly signal: AbortSignal; readonly accepts: (name: string) => boolean; readonly limit: number; readonly depth?: number },
): Promise<string[]> {
  const found: string[] = [];
  let level = [folder];
  let visited = 0;
  for (let below = 0; below <= depth && level.length > 0; below += 1) {
    const next: string[] = [];
    for (const directory of level) {
      signal.throwIfAborted();
      visited += 1;
      if (visited > MAX_FOLDERS) return found;
      for (const entry of await entriesOf(directory)) {
        const path = join(directory, entry.name);
        if (entry.isDirectory()) next.push(path);
        else if (accepts(entry.name)) found.push(path);
        if (found.length >= limit) return found;
      }
    }
    level = next;
  }
  return found;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

async function entriesOf(directory: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => collator.compare(a.name, b.name));
  } catch {
    return [];
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Then the import of the file says what is wrong with it.
    return false;
  }
}
