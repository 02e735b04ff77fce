import { stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { Asset } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import { mediaBelow } from './media-files.ts';
import { isSame } from './media-facts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { allAssets } from './project-assets.ts';

/** How far and wide the neighbourhood is searched. */
const SEARCH_DEPTH = 3;
const MAX_CANDIDATES = 4000;

export interface MissingAsset {
  readonly id: Asset['id'];
  readonly suggestedPath: string | null;
}

/**
 * Assets whose file is neither where it was nor where it lies from the project, and where the same file was found:
 * below the project's folder, beside it, and in the folders where other media are or were.
 */
export async function findMissing(
  parts: Pick<EngineParts, 'facts'>,
  entry: OpenProjectEntry,
  { signal }: { readonly signal: AbortSignal },
): Promise<MissingAsset[]> {
  const { facts } = parts;
  const { missing, folders } = await missingAssets(parts, entry, { signal });
  if (missing.length === 0) return [];

  const projectFolder = dirname(entry.path);
  const wasIn = missing.map((asset) => dirname(asset.path));
  const nearby = [projectFolder, dirname(projectFolder), ...folders, ...wasIn, ...wasIn.map((folder) => dirname(folder))];
  const candidates = await filesNear(nearby, missing, signal);
  return Promise.all(missing.map(async (asset) => ({ id: asset.id, suggestedPath: await sameFile(asset, candidates, { facts, signal }) })));
}

/** The assets whose file is neither where it was nor where it lies from the project, and the folders of those that are there. */
export async function missingAssets(
  { facts }: Pick<EngineParts, 'facts'>,
  { path: projectPath, store }: OpenProjectEntry,
  { signal }: { readonly signal: AbortSignal },
): Promise<{ readonly missing: readonly Asset[]; readonly folders: ReadonlySet<string> }> {
  const missing: Asset[] = [];
  const folders = new Set<string>();
  for (const asset of allAssets(store)) {
    try {
      folders.add(dirname(await facts.locate(asset, { projectPath, signal })));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'canceled') throw error;
      missing.push(asset);
    }
  }
  return { missing, folders };
}

/** By size: only a file of the right size is worth reading. */
type Candidates = ReadonlyMap<number, readonly string[]>;

async function filesNear(folders: readonly string[], missing: readonly Asset[], signal: AbortSignal): Promise<Candidates> {
  const extensions = new Set(missing.map((asset) => extname(asset.path).toLowerCase()));
  const accepts = (name: string): boolean => extensions.has(extname(name).toLowerCase());
  const sizes = new Set(missing.map((asset) => asset.fingerprint.sizeBytes));
  const bySize = new Map<number, string[]>();
  const seen = new Set<string>();
  for (const folder of new Set(folders)) {
    // Searching the whole disk from its root would take minutes.
    if (dirname(folder) === folder) continue;
    for (const path of await mediaBelow(folder, { signal, accepts, limit: MAX_CANDIDATES, depth: SEARCH_DEPTH })) {
      if (seen.has(path)) continue;
      seen.add(path);
      const size = await sizeOf(path);
      if (size !== null && sizes.has(size)) bySize.set(size, [...(bySize.get(size) ?? []), path]);
    }
  }
  return bySize;
}

async function sameFile(
  asset: Asset,
  candidates: Candidates,
  { facts, signal }: Pick<EngineParts, 'facts'> & { readonly signal: AbortSignal },
): Promise<string | null> {
  const paths = candidates.get(asset.fingerprint.sizeBytes) ?? [];
  // One of the same name first: a copy under another name is the second best.
  const named = [...paths].sort((a, b) => Number(basename(b) === asset.name) - Number(basename(a) === asset.name));
  for (const path of named) {
    const fingerprint = await facts.fingerprint(path, { signal }).catch(() => null);
    signal.throwIfAborted();
    if (fingerprint !== null && isSame(fingerprint, asset.fingerprint)) return path;
  }
  return null;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}
