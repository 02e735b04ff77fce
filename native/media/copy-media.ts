import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../contract/index.ts';
import { freeBytes } from './free-space.ts';
import { accessFailure } from './media-input.ts';
import { writeFailure } from './write-failure.ts';

interface CopyOptions {
  readonly signal: AbortSignal;
  /** Told of every piece, in bytes. */
  readonly copied: (bytes: number) => void;
  /** Awaited between pieces. */
  readonly pausePoint?: () => Promise<void>;
}

/** Copies a file, or a folder of pictures, to a place where nothing is yet. Leaves nothing there unless it resolves. */
export async function copyMedia(from: string, to: string, options: CopyOptions): Promise<void> {
  try {
    if ((await stat(from).catch(unreadable(from))).isDirectory()) await copyFolder(from, to, options);
    else await copyOne(from, to, options);
  } catch (error) {
    options.signal.throwIfAborted();
    throw writeFailure(to, error);
  }
}

async function copyFolder(from: string, to: string, options: CopyOptions): Promise<void> {
  await mkdir(to);
  try {
    for (const entry of await readdir(from, { withFileTypes: true })) {
      if (entry.isFile()) await copyOne(join(from, entry.name), join(to, entry.name), options);
    }
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    throw error;
  }
}

async function copyOne(from: string, to: string, { signal, copied, pausePoint }: CopyOptions): Promise<void> {
  const { atime, mtime } = await stat(from).catch(unreadable(from));
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      copied(chunk.length);
      if (pausePoint === undefined) done(null, chunk);
      else pausePoint().then(() => done(null, chunk), done);
    },
  });
  const target = createWriteStream(to, { flags: 'wx' });
  const opened = { here: false };
  target.once('open', () => (opened.here = true));
  try {
    await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), count, target, { signal });
    await utimes(to, atime, mtime);
  } catch (error) {
    // A file that was there before is not this copy's to remove.
    if (opened.here) await rm(to, { force: true });
    throw error;
  }
}

function unreadable(path: string): (error: unknown) => never {
  return (error) => {
    throw accessFailure(path, error);
  };
}

/** In bytes; of a folder, the files that lie in it. */
export async function mediaBytes(path: string): Promise<number> {
  const facts = await stat(path).catch(unreadable(path));
  if (!facts.isDirectory()) return facts.size;
  let bytes = 0;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(path, entry.name))).size;
  }
  return bytes;
}

/** Refuses work that the disk has no room for, before it begins. A disk that does not say is tried. */
export async function refuseWithoutRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(await nearestFolder(folder));
  if (free === null || free >= bytes) return;
  throw new AppError(
    'disk-full',
    `${megabytes(bytes)} are needed in ${folder} and ${megabytes(free)} are free there. Free some space or choose another folder.`,
  );
}

/** The folder itself, or the first above it that is there. */
async function nearestFolder(folder: string): Promise<string> {
  for (let place = folder; ; place = dirname(place)) {
    if ((await stat(place).catch(() => null)) !== null || dirname(place) === place) return place;
  }
}

function megabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
