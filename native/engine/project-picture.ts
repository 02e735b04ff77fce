import type { Asset, MediaRef, Run } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { assetFile, runFile } from './picture-source.ts';
import type { SourceFile } from './picture-source.ts';
import { allAssets, allRuns } from './project-assets.ts';
import { stillPicture } from './still-picture.ts';

/** The frames and the width that the lists of clips and results ask for too, so that it is mostly there already. */
const WIDTH = 160;

/** Of what a project's picture can be made, best first. */
export interface PictureChoices {
  readonly projectPath: string;
  readonly run: Run | undefined;
  readonly asset: Asset | undefined;
}

/** A result with a star, or the newest, and the first clip. Read while the project is open; the picture itself is made without it. */
export function pictureChoices({ path: projectPath, store }: OpenProjectEntry): PictureChoices {
  const runs = allRuns(store).filter(({ purpose }) => purpose === 'restore');
  const [asset] = allAssets(store).sort((a, b) => a.importedAt.localeCompare(b.importedAt));
  return { projectPath, run: runs.find(({ starred }) => starred) ?? runs[0], asset };
}

/** A small still from the middle. Null where nothing of what it could be made of is where it was. */
export async function projectPicture(
  parts: Pick<EngineParts, 'facts' | 'pictures' | 'tools'>,
  { projectPath, run, asset }: PictureChoices,
  { signal }: { readonly signal: AbortSignal },
): Promise<MediaRef | null> {
  const { facts } = parts;
  const still = (of: SourceFile, frame: number): Promise<MediaRef> =>
    stillPicture(parts, { ...of, frame, maxWidth: WIDTH, kind: 'still' }, { signal });
  const fromRun = async (of: Run): Promise<MediaRef> => still(await runFile(facts, of, { signal }), Math.floor(of.frameCount / 2));
  const fromAsset = async (of: Asset): Promise<MediaRef> =>
    still(await assetFile(facts, of, { projectPath, signal }), Math.floor(of.media.video.frameCount / 3));
  // A file that is gone is no reason to have no picture: the next may be there.
  const ofRun = run === undefined ? null : await fromRun(run).catch(() => null);
  if (ofRun !== null || asset === undefined) return ofRun;
  signal.throwIfAborted();
  return fromAsset(asset).catch(() => null);
}
