import { AppError } from '../contract/index.ts';
import type { Asset, MediaLink } from '../contract/index.ts';
import { relativeMediaPath } from '../project/media-location.ts';
import { absolutePath } from './absolute-path.ts';
import type { EngineParts } from './engine-parts.ts';
import { isSame } from './media-facts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { assetOf } from './project-assets.ts';
import type { ProjectChange } from './project-changes.ts';

/**
 * Points assets at their files' new places: all of them or none, as one undo step. Another file is refused, unless the user says
 * it is meant.
 */
export async function relinkAssets(
  { facts }: Pick<EngineParts, 'facts'>,
  { path: projectPath, store }: OpenProjectEntry,
  { links, signal }: { readonly links: readonly MediaLink[]; readonly signal: AbortSignal },
): Promise<ProjectChange> {
  const relinked: Asset[] = [];
  for (const { id, force, ...link } of links) {
    const asset = assetOf(store, id);
    const path = absolutePath(link.path);
    const fingerprint = await facts.fingerprint(path, { signal });
    if (!force && !isSame(fingerprint, asset.fingerprint)) {
      throw new AppError(
        'media-changed',
        `${path} is not the file that was imported as "${asset.name}". Use it anyway only if you know it is the same film.`,
      );
    }
    const media = await facts.probe(path, { signal });
    relinked.push({ ...asset, path, relativePath: relativeMediaPath(path, { projectPath }), fingerprint, media });
  }
  signal.throwIfAborted();
  const [only] = relinked;
  const label = relinked.length === 1 && only !== undefined ? `Relink "${only.name}"` : `Relink ${relinked.length} clips`;
  return store.putAssets(relinked, { label });
}
