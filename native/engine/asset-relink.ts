import { AppError } from '../contract/index.ts';
import type { Edit } from '../contract/index.ts';
import { relativeMediaPath } from '../project/media-location.ts';
import { absolutePath } from './absolute-path.ts';
import type { EngineParts } from './engine-parts.ts';
import { isSame } from './media-facts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { assetOf } from './project-assets.ts';
import type { ProjectChange } from './project-changes.ts';

/** Points an asset at its file's new place. Another file is refused, unless the user says it is meant. */
export async function relinkAsset(
  { facts }: Pick<EngineParts, 'facts'>,
  { path: projectPath, store }: OpenProjectEntry,
  { edit, signal }: { readonly edit: Extract<Edit, { type: 'asset.relink' }>; readonly signal: AbortSignal },
): Promise<ProjectChange> {
  const asset = assetOf(store, edit.id);
  const path = absolutePath(edit.path);
  const fingerprint = await facts.fingerprint(path, { signal });
  if (!edit.force && !isSame(fingerprint, asset.fingerprint)) {
    throw new AppError(
      'media-changed',
      `${path} is not the file that was imported as "${asset.name}". Use it anyway only if you know it is the same film.`,
    );
  }
  const media = await facts.probe(path, { signal });
  const relinked = { ...asset, path, relativePath: relativeMediaPath(path, { projectPath }), fingerprint, media };
  return store.putAssets([relinked], { label: `Relink "${asset.name}"` });
}
