import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError, AssetId } from '../contract/index.ts';
import type { Asset, HistoryState, ImportRefusal } from '../contract/index.ts';
import { relativeMediaPath } from '../project/media-location.ts';
import type { EngineParts } from './engine-parts.ts';
import { findMediaFiles } from './media-files.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { fitting } from './page.ts';
import { allAssets } from './project-assets.ts';
import { tellChange } from './project-changes.ts';

/** Files looked into at once: each is an ffprobe of its own. */
const AT_ONCE = 2;
/** Of a reply: the assets get the larger half, for they are what is used. */
const ASSETS_BYTES = 36_000;
const REFUSED_BYTES = 20_000;

interface Imported {
  readonly assets: Asset[];
  readonly refused: ImportRefusal[];
  readonly history: HistoryState;
}

/**
 * Takes files and folders into a project, as one undo step. What cannot be used is refused by itself and the others
 * go on. The reply holds as many as fit into a message; `project.changed` tells all of them.
 */
export async function importAssets(
  { facts, events }: Pick<EngineParts, 'facts' | 'events'>,
  { id: projectId, path: projectPath, store }: OpenProjectEntry,
  { paths, signal }: { readonly paths: readonly string[]; readonly signal: AbortSignal },
): Promise<Imported> {
  const { files, refused: notFound } = await findMediaFiles(paths, { signal });
  const refused = [...notFound];
  const known = new Set(allAssets(store).map((asset) => asset.path));
  // One time for all: whichever was looked into first, the bin lists them by name.
  const importedAt = new Date().toISOString();

  const look = async (path: string): Promise<Asset | null> => {
    try {
      if (known.has(path)) throw new AppError('conflict', `${basename(path)} is in the project already. Use it from the media bin.`);
      const media = await facts.probe(path, { signal });
      const fingerprint = await facts.fingerprint(path, { signal });
      return {
        kind: 'asset',
        id: AssetId.parse(randomUUID()),
        name: nameOf(path),
        path,
        relativePath: relativeMediaPath(path, { projectPath }),
        fingerprint,
        media,
        importedAt,
      };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      refused.push({ path, error: { code: error.code, message: error.message } });
      return null;
    }
  };
  const assets = (await inOrder(files, AT_ONCE, look)).filter((asset) => asset !== null);
  signal.throwIfAborted();
  if (assets.length === 0) return { assets: [], refused: fittingRefusals(refused), history: store.head().history };

  const label = assets.length === 1 ? `Import "${assets[0]?.name ?? ''}"` : `Import ${assets.length} files`;
  const { history } = tellChange(events, projectId, store.putAssets(assets, { label }));
  return { assets: fitting(assets, ASSETS_BYTES), refused: fittingRefusals(refused), history };
}

function nameOf(path: string): string {
  return basename(path).trim().slice(0, 200) || 'Untitled';
}

function fittingRefusals(refused: readonly ImportRefusal[]): ImportRefusal[] {
  const told = fitting(refused, REFUSED_BYTES);
  const rest = refused[told.length];
  if (rest === undefined) return told;
  const more = `${refused.length - told.length} more files could not be used, this one among them: ${rest.error.message}`;
  return [...told, { path: rest.path, error: { code: rest.error.code, message: more } }];
}

/** Maps with some at once, results in the order of the items. */
async function inOrder<T, R>(items: readonly T[], atOnce: number, map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
