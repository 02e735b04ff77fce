import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../contract/index.ts';
import type { FileEntry } from '../../contract/index.ts';
import { absolutePath } from '../absolute-path.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import { kindOfFile } from '../file-kinds.ts';
import { fitting } from '../page.ts';

/** Of a folder with more than this, the first by name are shown. */
const MAX_ENTRIES = 3000;

export function fileHandlers(): HandlersOf<'files'> {
  return {
    'files.list': async ({ directory: wanted }, { signal }) => {
      const directory = wanted === null ? homedir() : absolutePath(wanted);
      const names = (await namesIn(directory)).filter((name) => !name.startsWith('.')).sort(byName);
      const found: FileEntry[] = [];
      for (const name of names.slice(0, MAX_ENTRIES)) {
        signal.throwIfAborted();
        const entry = await entryOf(directory, name);
        if (entry !== null) found.push(entry);
      }
      found.sort((a, b) => Number(b.type === 'folder') - Number(a.type === 'folder') || byName(a.name, b.name));
      const entries = fitting(found);
      const parent = dirname(directory);
      return {
        directory,
        parent: parent === directory ? null : parent,
        entries,
        truncated: entries.length < found.length || names.length > MAX_ENTRIES,
      };
    },
  };
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new AppError('no-permission', `The folder ${directory} cannot be read. Choose another, or change its permissions.`, error);
    }
    if (code === 'ENOTDIR') throw new AppError('bad-input', `${directory} is not a folder. Choose the folder it lies in.`, error);
    throw new AppError('not-found', `There is no folder ${directory}. Choose another.`, error);
  }
}

/** Null for a link that leads nowhere and for what is neither file nor folder. */
async function entryOf(directory: string, name: string): Promise<FileEntry | null> {
  const path = join(directory, name);
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return { name, path, type: 'folder', sizeBytes: 0 };
    return facts.isFile() ? { name, path, type: kindOfFile(name), sizeBytes: facts.size } : null;
  } catch {
    return null;
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
