import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a small text file whole or not at all: whoever reads it sees the old text or the new one. Makes its folder. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const freshPath = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(freshPath, text);
    await rename(freshPath, path);
  } catch (error) {
    await rm(freshPath, { force: true });
    throw error;
  }
}
