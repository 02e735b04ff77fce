import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { z } from 'zod';
import { MediaRef } from '../contract/index.ts';
import { cacheFull } from './cache-errors.ts';
import { createSharedWork } from './shared-work.ts';
import { createWorkLanes } from './work-lanes.ts';

/** Part of every name: raise it when pictures of the same request would come out differently. */
const FORMAT = 1;
/** A file is marked as used at most this often. */
const TOUCH_MS = 3_600_000;

const pictureTypes = {
  still: { extension: 'png', mimeType: 'image/png' },
  sent: { extension: 'jpg', mimeType: 'image/jpeg' },
  filmstrip: { extension: 'jpg', mimeType: 'image/jpeg' },
  profile: { extension: 'png', mimeType: 'image/png' },
  proxy: { extension: 'mp4', mimeType: 'video/mp4' },
  waveform: { extension: 'peaks', mimeType: 'application/octet-stream' },
  shots: { extension: 'json', mimeType: 'application/json' },
} as const;
export type PictureKind = keyof typeof pictureTypes;

export interface PictureRequest<Facts> {
  readonly kind: PictureKind;
  /** Everything that makes the bits, as plain data: the source's fingerprint and the parameters. */
  readonly identity: unknown;
  /** What is kept beside the picture. */
  readonly facts: z.ZodType<Facts>;
  /** Writes the picture (to a temporary name, then renamed). */
  readonly make: (outputPath: string, signal: AbortSignal) => Promise<Facts>;
}

export interface Picture<Facts> {
  readonly ref: MediaRef;
  readonly facts: Facts;
}

/**
 * Pictures and proxies made once and kept as files. The name is a hash of what is in them, so a key never means
 * two things, and it lies below `pictures/`: nothing else of the cache can be asked for.
 */
export interface PictureCache {
  readonly get: <Facts>(request: PictureRequest<Facts>, options: { readonly signal: AbortSignal }) => Promise<Picture<Facts>>;
  /** The file of a key; null when there is none, or when the key leads out of the cache's pictures. */
  readonly file: (key: string) => string | null;
}

export function createPictureCache({ cacheDir, made }: { readonly cacheDir: string; readonly made: () => void }): PictureCache {
  const underway = createSharedWork<Picture<unknown>>();
  // A proxy or a strip takes seconds to minutes: one place is always left for the frame that someone waits for.
  const lanes = createWorkLanes({ total: 3, limits: { still: 2, sent: 1, filmstrip: 1, profile: 1, proxy: 1, background: 1 } });

  return {
    get: async (request, { signal }) => {
      const { extension, mimeType } = pictureTypes[request.kind];
      const name = createHash('sha256')
        .update(JSON.stringify([FORMAT, request.kind, request.identity]))
        .digest('hex')
        .slice(0, 40);
      const key = `pictures/${name.slice(0, 2)}/${name}.${extension}`;
      const path = join(cacheDir, ...key.split('/'));
      const kept = await readKept(path, { key, mimeType, facts: request.facts });
      if (kept !== null) return kept;
      const picture = await underway.run(key, signal, (abort) =>
        lanes.run(laneOf(request.kind), abort, async () => {
          const facts = await writePicture(path, (outputPath) => request.make(outputPath, abort));
          made();
          return { ref: { key, mimeType, sizeBytes: (await stat(path)).size }, facts };
        }),
      );
      return { ref: picture.ref, facts: request.facts.parse(picture.facts) };
    },
    file: (key) => confinedFile(cacheDir, key),
  };
}

/** What nobody waits for with the hand on the mouse is made one after the other. */
function laneOf(kind: PictureKind) {
  return kind === 'waveform' || kind === 'shots' ? 'background' : kind;
}

async function writePicture<Facts>(path: string, make: (path: string) => Promise<Facts>): Promise<Facts> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const facts = await make(path);
    const freshPath = `${path}.${process.pid}.new`;
    await writeFile(freshPath, JSON.stringify(facts));
    await rename(freshPath, `${path}.json`);
    return facts;
  } catch (error) {
    throw cacheFull(error, path);
  }
}

async function readKept<Facts>(
  path: string,
  { key, mimeType, facts }: { readonly key: string; readonly mimeType: string; readonly facts: z.ZodType<Facts> },
): Promise<Picture<Facts> | null> {
  try {
    const [file, text] = await Promise.all([stat(path), readFile(`${path}.json`, 'utf8')]);
    const picture = { ref: { key, mimeType, sizeBytes: file.size }, facts: facts.parse(JSON.parse(text)) };
    const now = new Date();
    if (now.getTime() - file.mtimeMs > TOUCH_MS) await Promise.all([utimes(path, now, now), utimes(`${path}.json`, now, now)]);
    return picture;
  } catch {
    // Not there, or damaged: then it is made again.
    return null;
  }
}

/** No traversal (the key's pattern), no way out through a link (the real path), and files only. */
function confinedFile(cacheDir: string, key: string): string | null {
  if (!MediaRef.shape.key.safeParse(key).success || !key.startsWith('pictures/')) return null;
  try {
    const path = realpathSync(join(cacheDir, ...key.split('/')));
    const inside = realpathSync(join(cacheDir, 'pictures')) + sep;
    return path.startsWith(inside) && statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}
