import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;

export interface SweepLimits {
  /** What pictures, previews and captions may take together; and denoised windows. */
  readonly maxBytes: number;
  readonly maxLatentBytes: number;
  /** Not used for so long: gone. */
  readonly maxAgeMs: number;
  /** Used so lately: stays, for a window may be showing it or ffmpeg writing it. */
  readonly minAgeMs: number;
}
export const sweepLimits: SweepLimits = { maxBytes: 8e9, maxLatentBytes: 40e9, maxAgeMs: 30 * DAY_MS, minAgeMs: 600_000 };

interface CacheFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedMs: number;
}

/**
 * Keeps the cache within bounds: what was not used for long goes, then the longest unused until the rest fits.
 * Frames kept from interrupted jobs go by age alone, for a job may still want them; denoised windows by both, for they are large.
 */
export async function sweepCache(cacheDir: string, limits = sweepLimits, nowMs = Date.now()): Promise<void> {
  const pictures: CacheFile[] = [];
  for (const folder of ['pictures', 'previews', 'captions', 'measurements']) pictures.push(...(await filesBelow(join(cacheDir, folder))));
  const checkpoints = await filesBelow(join(cacheDir, 'checkpoints'));
  for (const file of checkpoints) if (nowMs - file.usedMs > limits.maxAgeMs) await rm(file.path, { force: true });

  await sweepOldest(pictures, { ...limits, nowMs });
  await sweepOldest(await filesBelow(join(cacheDir, 'latents')), { ...limits, maxBytes: limits.maxLatentBytes, nowMs });
}

async function sweepOldest(
  files: readonly CacheFile[],
  { maxBytes, maxAgeMs, minAgeMs, nowMs }: SweepLimits & { readonly nowMs: number },
): Promise<void> {
  let bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  for (const file of [...files].sort((a, b) => a.usedMs - b.usedMs)) {
    const ageMs = nowMs - file.usedMs;
    if (ageMs < minAgeMs || (ageMs <= maxAgeMs && bytes <= maxBytes)) continue;
    await rm(file.path, { force: true });
    bytes -= file.sizeBytes;
  }
}

async function filesBelow(directory: string): Promise<CacheFile[]> {
  let names: string[];
  try {
    names = await readdir(directory, { recursive: true });
  } catch {
    // Nothing was cached yet.
    return [];
  }
  const files: CacheFile[] = [];
  for (const name of names) {
    const path = join(directory, name);
    try {
      const { isFile, size, mtimeMs } = await fileFacts(path);
      if (isFile) files.push({ path, sizeBytes: size, usedMs: mtimeMs });
    } catch {
      // Gone meanwhile: another window sweeps too.
    }
  }
  return files;
}

async function fileFacts(path: string): Promise<{ readonly isFile: boolean; readonly size: number; readonly mtimeMs: number }> {
  const facts = await stat(path);
  return { isFile: facts.isFile(), size: facts.size, mtimeMs: facts.mtimeMs };
}
