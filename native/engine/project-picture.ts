import type { MediaRef } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { pictureSource } from './picture-source.ts';
import { allAssets, allRuns } from './project-assets.ts';
import { stillPicture } from './still-picture.ts';

/** What the media bin asks for too, so that it is mostly there already. */
const WIDTH = 160;

/**
 * What a project is known by in a list: a frame of its best result, or of its first clip, from the middle. Null where there is neither,
 * or no file of them is where it was.
 */
export async function projectPicture(
  parts: Pick<EngineParts, 'facts' | 'pictures' | 'project' | 'tools'>,
  { id: projectId, store }: OpenProjectEntry,
  { signal }: { readonly signal: AbortSignal },
): Promise<MediaRef | null> {
  const runs = allRuns(store).filter(({ purpose }) => purpose === 'restore');
  const run = runs.find(({ starred }) => starred) ?? runs[0];
  const [asset] = allAssets(store).sort((a, b) => a.importedAt.localeCompare(b.importedAt));
  const choices = [
    ...(run === undefined ? [] : [{ of: { type: 'run', id: run.id } as const, frame: Math.floor(run.frameCount / 2) }]),
    ...(asset === undefined ? [] : [{ of: { type: 'asset', id: asset.id } as const, frame: Math.floor(asset.media.video.frameCount / 2) }]),
  ];
  for (const { of, frame } of choices) {
    try {
      const file = await pictureSource(parts, { projectId, of }, { signal });
      return await stillPicture(parts, { ...file, frame, maxWidth: WIDTH, kind: 'still' }, { signal });
    } catch {
      // A file that is gone is no reason to have no picture: the next may be there.
      signal.throwIfAborted();
    }
  }
  return null;
}
