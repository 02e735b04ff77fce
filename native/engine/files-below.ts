import { readdir, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../contract/index.ts';

/** Deeper than any footage; a way out of folders that a file system shows inside themselves. */
const MAX_DEPTH = 32;

export interface FoundFile {
  readonly path: string;
  /** The folder it lies in. */
  readonly folder: string;
  /** Null for a folder. */
  readonly sizeBytes: number | null;
}

/**
 * Every file and folder at and below a folder, nearest first, the folder itself before all. Links are not followed, hidden ones and
 * those that cannot be read are passed over; but the folder itself has to be there.
 */
export async function* filesBelow(folder: string, { signal }: { readonly signal: AbortSignal }): AsyncGenerator<FoundFile> {
  const first = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOTDIR') throw new AppError('bad-input', `${folder} is not a folder. Choose the folder it lies in.`, error);
    if (code === 'ENOENT') throw new AppError('not-found', `There is no folder ${folder}. Choose another.`, error);
    throw new AppError('no-permission', `The folder ${folder} cannot be read. Choose another, or change its permissions.`, error);
  });
  yield { path: folder, folder, sizeBytes: null };

  let level: { readonly path: string; readonly entries: readonly Dirent[] | null }[] = [{ path: folder, entries: first }];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { path: directory, entries } of level) {
      signal.throwIfAborted();
      for (const entry of entries ?? (await readdir(directory, { withFileTypes: true }).catch(() => []))) {
        if (entry.name.startsWith('.')) continue;
        signal.throwIfAborted();
        const path = join(directory, entry.name);
        if (entry.isDirectory()) {
          next.push({ path, entries: null });
          yield { path, folder: directory, sizeBytes: null };
        } else if (entry.isFile()) {
          const facts = await stat(path).catch(() => null);
          if (facts !== null) yield { path, folder: directory, sizeBytes: facts.size };
        }
      }
    }
    level = next;
  }
}
