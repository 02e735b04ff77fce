import { basename } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { Asset, EventPayload, MediaMatch, MethodOutput } from '../contract/index.ts';
import { absolutePath } from './absolute-path.ts';
import type { EngineParts } from './engine-parts.ts';
import { filesBelow } from './files-below.ts';
import { isSame } from './media-facts.ts';
import { missingAssets } from './missing-media.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { fitting } from './page.ts';

/** Files of an asset's name that are looked into, when none has its fingerprint: each costs an ffprobe. */
const MAX_NAMESAKES = 8;
/** So that all matches of one reply fit into the message that relinks them. */
const REPLY_BYTES = 40_000;

interface Search {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: Omit<EventPayload<'asset.searched'>, 'stream'>) => void;
}

/**
 * Looks through a folder and all below it, nearest first, for the files of all missing assets at once. Every file of a right size is
 * fingerprinted; for assets that are not found so, a file of their name with the same length and picture size is offered instead.
 */
export async function searchMedia(
  parts: Pick<EngineParts, 'facts'>,
  entry: OpenProjectEntry,
  { folder: wanted, signal, progress }: Search,
): Promise<MethodOutput<'asset.search'>> {
  const { facts } = parts;
  const folder = absolutePath(wanted);
  const { missing } = await missingAssets(parts, entry, { signal });
  const left = new Map(missing.map((asset) => [asset.id, asset]));
  const namesakes = new Map<Asset['id'], string[]>();
  const matches: MediaMatch[] = [];

  const look = async ({ path, sizeBytes }: { readonly path: string; readonly sizeBytes: number | null }): Promise<void> => {
    const name = basename(path).toLowerCase();
    const named = [...left.values()].filter((asset) => isNameOf(asset, name));
    // A folder has no size: one of pictures is known by its name.
    const likely = sizeBytes === null ? named : [...left.values()].filter(({ fingerprint }) => fingerprint.sizeBytes === sizeBytes);
    const found = likely.length === 0 ? null : await unlessUnreadable(facts.fingerprint(path, { signal }), signal);
    for (const asset of new Set([...named, ...likely])) {
      if (found !== null && isSame(found, asset.fingerprint)) {
        left.delete(asset.id);
        matches.push({ id: asset.id, path, match: 'same' });
      } else if (named.includes(asset)) {
        namesakes.set(asset.id, [...(namesakes.get(asset.id) ?? []), path].slice(0, MAX_NAMESAKES));
      }
    }
  };

  let files = 0;
  for await (const file of filesBelow(folder, { signal })) {
    if (left.size === 0) break;
    files += 1;
    await look(file);
    progress({ files, found: matches.length, folder: file.folder });
  }

  for (const asset of left.values()) {
    for (const path of namesakes.get(asset.id) ?? []) {
      const media = await unlessUnreadable(facts.probe(path, { signal }), signal);
      if (media === null || !isAlike(media, asset.media)) continue;
      matches.push({ id: asset.id, path, match: 'alike' });
      break;
    }
  }
  const told = fitting(matches, REPLY_BYTES);
  return { matches: told, moreMatches: matches.length - told.length, files };
}

function isNameOf({ name, path }: Asset, lowerCaseName: string): boolean {
  return name.toLowerCase() === lowerCaseName || basename(path).toLowerCase() === lowerCaseName;
}

/** Of one length and picture size: every segment fits, and shows the same if it is the same film. */
function isAlike({ video: a }: Asset['media'], { video: b }: Asset['media']): boolean {
  return a.frameCount === b.frameCount && a.width === b.width && a.height === b.height;
}

async function unlessUnreadable<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return null;
    throw error;
  }
}
