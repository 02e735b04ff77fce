import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { AppPaths } from '../util/app-paths.ts';
import { projectExtension } from './file-kinds.ts';

/** Where the sample is: a clip that may be read, and the project that is, or shall be, beside it. */
interface SamplePlace {
  readonly clip: string;
  readonly project: string;
  readonly projectExists: boolean;
}

/**
 * Lays a copy of the bundled clip into the data folder, where a project with its results can be kept beside it: an installed app's own
 * folder may be read-only, or another one after an update. 'not-found' where the clip is missing from the installation.
 */
export async function placeSample({ sampleClip, dataDir }: Pick<AppPaths, 'sampleClip' | 'dataDir'>): Promise<SamplePlace> {
  const original = await sizeOf(sampleClip);
  if (original === null) {
    throw new AppError(
      'not-found',
      `The sample clip is not at ${sampleClip}, where it was installed. Install Interweave again, or import a clip of yours.`,
    );
  }
  const folder = join(dataDir, 'sample');
  const clip = join(folder, basename(sampleClip));
  const project = join(folder, `Sample${projectExtension}`);
  // A copy that was cut short, or one of an older version.
  if ((await sizeOf(clip)) !== original) {
    await mkdir(folder, { recursive: true });
    await copyFile(sampleClip, clip);
  }
  return { clip, project, projectExists: (await sizeOf(project)) !== null };
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
