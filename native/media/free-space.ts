import { statfs } from 'node:fs/promises';

/** What a folder's disk has free, in bytes; null where it does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  const disk = await statfs(folder).catch(() => null);
  return disk === null || disk.blocks === 0 ? null : disk.bavail * disk.bsize;
}
