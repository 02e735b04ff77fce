import { access, constants, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../contract/index.ts';
import { writeFailure } from './write-failure.ts';

/** Where a file, or a folder of pictures, is going to be. Until it is complete it lies beside it, at `partPathOf`. */
export interface OutputPlace {
  readonly outputPath: string;
  readonly pictures: boolean;
  /** Whether what is there already may be replaced. */
  readonly overwrite: boolean;
}

/** `name.part.ext`: always the same, so that what a killed process left is found and removed. */
export function partPathOf(outputPath: string): string {
  const extension = extname(outputPath);
  return join(dirname(outputPath), `${basename(outputPath, extension)}.part${extension}`);
}

/** Makes the folder, and refuses a place that is taken or cannot be written. For pictures, the part is an empty folder afterwards. */
export async function preparePlace(place: OutputPlace): Promise<void> {
  const { outputPath, pictures } = place;
  const partPath = partPathOf(outputPath);
  const folder = dirname(outputPath);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    await refuseTaken(place);
    // What a killed run left.
    await rm(partPath, { recursive: true, force: true });
    if (pictures) await mkdir(partPath);
  } catch (error) {
    throw writeFailure(outputPath, error);
  }
}

/** The part is complete: it gets its name. */
export async function giveName(place: OutputPlace): Promise<void> {
  const { outputPath, pictures } = place;
  try {
    await refuseTaken(place);
    // A folder cannot be renamed onto another one.
    if (pictures) await rm(outputPath, { recursive: true, force: true });
    await rename(partPathOf(outputPath), outputPath);
  } catch (error) {
    throw writeFailure(outputPath, error);
  }
}

async function refuseTaken({ outputPath, pictures, overwrite }: OutputPlace): Promise<void> {
  const facts = await stat(outputPath).catch(() => null);
  if (facts === null) return;
  if (!overwrite) throw new AppError('output-exists', `${outputPath} is there already. Choose another name, or allow it to be replaced.`);
  const ours = pictures ? facts.isDirectory() && (await holdsOnlyFrames(outputPath)) : facts.isFile();
  if (ours) return;
  throw new AppError('output-exists', `${outputPath} holds something else and is not replaced. Choose another name.`);
}

/** A folder with anything else in it is never replaced. */
async function holdsOnlyFrames(folder: string): Promise<boolean> {
  return (await readdir(folder)).every((name) => /^\d+\.png$/.test(name));
}
