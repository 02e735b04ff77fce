import type { Asset, MediaRef, Run } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
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
  const fromRun = async (of: Run): Promise<MediaRef> => {
    const media = await facts.probe(of.outputPath, { signal });
    const wanted = { media, content: [of.id, media.sizeBytes], frame: Math.floor(of.frameCount / 2) };
    return stillPicture(parts, { ...wanted, maxWidth: WIDTH, kind: 'still' }, { signal });
  };
  const fromAsset = async (of: Asset): Promise<MediaRef> => {
    const path = await facts.locate(of, { projectPath, signal });
    const wanted = { media: { ...of.media, path }, content: of.fingerprint, frame: Math.floor(of.media.video.frameCount / 3) };
    return stillPicture(parts, { ...wanted, maxWidth: WIDTH, kind: 'still' }, { signal });
  };
  // A file that is gone is no reason to have no picture: the next may be there.
  const ofRun = run === undefined ? null : await fromRun(run).catch(() => null);
  if (ofRun !== null || asset === undefined) return ofRun;
  signal.throwIfAborted();
  return fromAsset(asset).catch(() => null);
}
