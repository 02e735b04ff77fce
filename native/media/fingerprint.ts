import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fingerprint } from '../contract/index.ts';
import { accessFailure } from './media-input.ts';

const END_BYTES = 1024 * 1024;

/**
 * How a file is known again after it moved: its size and the SHA-256 of its first and last MiB. A folder of
 * pictures is known by the names and sizes of what is in it.
 */
export async function fingerprintFile(path: string): Promise<Fingerprint> {
  try {
    return (await stat(path)).isDirectory() ? await fingerprintFolder(path) : await fingerprintOneFile(path);
  } catch (error) {
    throw accessFailure(path, error);
  }
}

async function fingerprintOneFile(path: string): Promise<Fingerprint> {
  const file = await open(path);
  try {
    const sizeBytes = (await file.stat()).size;
    const hash = createHash('sha256');
    const headBytes = Math.min(END_BYTES, sizeBytes);
    // A file shorter than both ends together is hashed once, whole.
    const tailStart = Math.max(headBytes, sizeBytes - END_BYTES);
    for (const [start, end] of [
      [0, headBytes],
      [tailStart, sizeBytes],
    ] as const) {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(end - start), position: start });
      hash.update(buffer.subarray(0, bytesRead));
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function fingerprintFolder(path: string): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for (const name of (await readdir(path)).sort()) {
    const { size } = await stat(join(path, name));
    sizeBytes += size;
    hash.update(`${name}\0${size}\0`);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
