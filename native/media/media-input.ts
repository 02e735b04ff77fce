import { access, constants, readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { MediaInfo } from '../contract/index.ts';

/** How ffmpeg and ffprobe are told to open a source. */
export interface MediaInput {
  /** What goes before `-i`. */
  readonly options: readonly string[];
  readonly url: string;
  readonly sizeBytes: number;
}

/** Rate of a folder of pictures, which says nothing about time. */
const SEQUENCE_RATE = '25';

/** Opens a file, or a folder of numbered pictures. Refuses what is not there or may not be read. */
export async function mediaInput(path: string): Promise<MediaInput> {
  // Absolute, so that no name is taken for an option or a protocol.
  const url = resolve(path);
  try {
    await access(url, constants.R_OK);
    const facts = await stat(url);
    if (facts.isDirectory()) return await pictureSequence(url);
    return { options: [], url, sizeBytes: facts.size };
  } catch (error) {
    throw accessFailure(path, error);
  }
}

/** Refuses a source that is no longer what was probed: every frame index would be in doubt. */
export async function unchangedInput({ path, sizeBytes }: MediaInfo): Promise<MediaInput> {
  const input = await mediaInput(path);
  if (input.sizeBytes === sizeBytes) return input;
  throw mediaChanged(path);
}

export function mediaChanged(path: string): AppError {
  return new AppError(
    'media-changed',
    `${path} changed while it was in use. If it is still being recorded or copied, wait until that is done; then import it again.`,
  );
}

export function accessFailure(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = (error as { readonly code?: unknown }).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('media-missing', `${path} is not there. It may have been moved or renamed: choose it again.`, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('no-permission', `${path} may not be read by this user. Change its permissions or choose another file.`, error);
  }
  return new AppError('media-unreadable', `${path} cannot be read (${String(code ?? error)}). Check the disk it is on.`, error);
}

/** `shot0001.png`, `shot0002.png` ...: one name, one number that counts up without a gap. */
async function pictureSequence(folder: string): Promise<MediaInput> {
  const pictures = (await readdir(folder))
    .map((name) => /^(.*?)(\d+)(\.(?:png|tiff?|jpe?g|exr|dpx|bmp|webp))$/i.exec(name))
    .filter((match) => match !== null)
    .map(([name, stem = '', digits = '', extension = '']) => ({ name, stem, digits, extension, number: Number(digits) }))
    .sort((a, b) => a.number - b.number);
  const [first] = pictures;
  if (first === undefined) {
    throw new AppError(
      'media-unreadable',
      `${folder} holds no numbered pictures (such as frame0001.png). Choose a video file or another folder.`,
    );
  }
  const sameName = pictures.every(({ stem, extension }) => stem === first.stem && extension === first.extension);
  const sameWidth = pictures.every(({ digits }) => digits.length === first.digits.length);
  if (!sameName || pictures.some(({ number }, index) => number !== first.number + index)) {
    throw new AppError(
      'media-unreadable',
      `The pictures in ${folder} are not one gapless series. Keep one series, numbered without gaps, in the folder.`,
    );
  }
  const escaped = `${folder}${sep}${first.stem}`.replaceAll('%', '%%');
  const number = sameWidth ? `%0${first.digits.length}d` : '%d';
  const sizes = await Promise.all(pictures.map(async ({ name }) => (await stat(join(folder, name))).size));
  return {
    options: ['-f', 'image2', '-framerate', SEQUENCE_RATE, '-start_number', String(first.number)],
    url: `${escaped}${number}${first.extension}`,
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
