import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Latents of one window: for each of its frames [Z,h,w] float32. */
export type WindowLatents = readonly Float32Array<ArrayBuffer>[];

/**
 * The final latents of denoised windows, kept on disk: a job that was killed, or one that only decodes or encodes in another way, does
 * not denoise them again. Lies below a folder whose name is made of everything that makes the bits.
 */
export interface LatentStore {
  /** Null where none is kept. A damaged file is removed, said, and counts as none. */
  readonly read: (place: WindowPlace) => Promise<WindowLatents | null>;
  /** Never rejects: a full disk ends the keeping with a note. */
  readonly write: (place: WindowPlace, latents: WindowLatents) => Promise<void>;
}

export interface WindowPlace {
  /** First frame of the window, and both ends of its shot: other cuts make other windows. */
  readonly start: number;
  readonly shotStart: number;
  readonly shotEnd: number;
}

const MAGIC = Buffer.from('IWLATNT1');
const HASH_BYTES = 32;

export function openLatentStore({
  directory,
  frames,
  frameLength,
  note,
}: {
  readonly directory: string;
  /** Frames of a window, and numbers of a frame. */
  readonly frames: number;
  readonly frameLength: number;
  readonly note: (message: string) => void;
}): LatentStore {
  const sizeBytes = MAGIC.length + HASH_BYTES + frames * frameLength * 4;
  let full = false;
  const pathOf = ({ start, shotStart, shotEnd }: WindowPlace): string => join(directory, `${shotStart}-${shotEnd}-${start}.latents`);

  return {
    read: async (place) => {
      const path = pathOf(place);
      const file = await readFile(path).catch(() => null);
      if (file === null) return null;
      const latents = file.length === sizeBytes ? unpack(file, { frames, frameLength }) : null;
      if (latents === null) {
        await rm(path, { force: true });
        note(`The kept latents of the window at frame ${place.start} were damaged and are computed again.`);
        return null;
      }
      // What is used stays longer in the cache.
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      return latents;
    },
    write: async (place, latents) => {
      if (full) return;
      const path = pathOf(place);
      const freshPath = `${path}.${process.pid}.new`;
      try {
        await mkdir(directory, { recursive: true });
        await writeFile(freshPath, pack(latents));
        await rename(freshPath, path);
      } catch {
        full = true;
        await rm(freshPath, { force: true }).catch(() => undefined);
        note('Denoised windows cannot be kept for a resume (is the disk of the cache folder full?). The job itself goes on.');
      }
    },
  };
}

/** Little endian on every machine that Electron runs on. */
function pack(latents: WindowLatents): Uint8Array[] {
  const bytes = latents.map((frame) => new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength));
  const hash = createHash('sha256');
  for (const each of bytes) hash.update(each);
  return [MAGIC, hash.digest(), ...bytes];
}

function unpack(
  file: Buffer<ArrayBuffer>,
  { frames, frameLength }: { readonly frames: number; readonly frameLength: number },
): WindowLatents | null {
  const payload = file.subarray(MAGIC.length + HASH_BYTES);
  const stated = file.subarray(MAGIC.length, MAGIC.length + HASH_BYTES);
  if (!file.subarray(0, MAGIC.length).equals(MAGIC) || !createHash('sha256').update(payload).digest().equals(stated)) return null;
  // A copy, because a view of float32 has to begin at a multiple of four.
  const numbers = new Float32Array(new Uint8Array(payload).buffer);
  return Array.from({ length: frames }, (_, i) => numbers.slice(i * frameLength, (i + 1) * frameLength));
}
