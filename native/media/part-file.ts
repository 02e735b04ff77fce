import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** Makes a file under a name of its own beside the place it is for, and gives it that name when it is complete. */
export async function writeWhole<T>(outputPath: string, make: (partPath: string) => Promise<T>): Promise<T> {
  const extension = extname(outputPath);
  const name = `${basename(outputPath, extension)}.${randomUUID().slice(0, 8)}.part${extension}`;
  const partPath = join(dirname(outputPath), name);
  try {
    const made = await make(partPath);
    await rename(partPath, outputPath);
    return made;
  } catch (error) {
    await rm(partPath, { force: true });
    throw error;
  }
}
