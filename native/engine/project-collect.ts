import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { EventPayload, MethodOutput } from '../contract/index.ts';
import { copyMedia, mediaBytes, refuseWithoutRoom } from '../media/copy-media.ts';
import { writeFailure } from '../media/write-failure.ts';
import { absolutePath } from './absolute-path.ts';
import type { EngineParts } from './engine-parts.ts';
import { projectExtension } from './file-kinds.ts';
import { fitting } from './page.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { freePath, plainName } from './output-name.ts';
import { allAssets, allRuns } from './project-assets.ts';

interface Wanted {
  /** In which a folder of the project's name is made. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: Omit<EventPayload<'project.collected'>, 'stream'>) => void;
}

/** One file that goes along, and what of the project points at it. */
interface Piece {
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
}

/**
 * Copies a project with its sources and results into one folder, from which it opens anywhere. Only the copy's links lead there. A file that
 * is missing stays linked as it is and is named in the answer. Leaves no folder behind unless it resolves.
 */
export async function collectProject(
  { facts }: Pick<EngineParts, 'facts'>,
  { path: projectPath, store }: OpenProjectEntry,
  { signal, progress, ...wanted }: Wanted,
): Promise<MethodOutput<'project.collect'>> {
  const { name } = store.head();
  const place = { directory: absolutePath(wanted.directory), stem: `${plainName(name)} collected`, extension: '' };
  const folder = freePath({ ...place, isTaken: existsSync });
  const plan = { pieces: new Map<string, Piece>(), missing: new Array<string>(), taken: new Set<string>() };
  const add = async (from: string, room: string): Promise<string> => {
    const known = plan.pieces.get(from);
    if (known !== undefined) return known.to;
    const bytes = await mediaBytes(from);
    const to = freeName(join(folder, room), basename(from), plan.taken);
    plan.pieces.set(from, { from, to, bytes });
    return to;
  };

  // 1. What there is, and whether it fits
  const assets = new Map<string, string>();
  for (const asset of allAssets(store)) {
    const from = await facts.locate(asset, { projectPath, signal }).catch(() => null);
    signal.throwIfAborted();
    if (from === null) plan.missing.push(asset.name);
    else assets.set(asset.id, await add(from, 'media'));
  }
  const runs = new Map<string, string>();
  for (const run of allRuns(store)) {
    if (existsSync(run.outputPath)) runs.set(run.id, await add(run.outputPath, run.purpose === 'preview' ? 'results/previews' : 'results'));
    else plan.missing.push(basename(run.outputPath));
  }
  const total = [...plan.pieces.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const projectBytes = await mediaBytes(projectPath);
  await refuseWithoutRoom(folder, total + 2 * projectBytes);
  signal.throwIfAborted();

  // 2. The files, then the project that points at them
  try {
    await mkdir(folder);
    for (const room of ['media', 'results', 'results/previews']) {
      if ([...plan.pieces.values()].some(({ to }) => parse(to).dir === join(folder, room)))
        await mkdir(join(folder, room), { recursive: true });
    }
    let copied = 0;
    for (const { from, to } of plan.pieces.values()) {
      progress({ file: basename(to), copiedBytes: copied, totalBytes: total });
      await copyMedia(from, to, {
        signal,
        copied: (bytes) => progress({ file: basename(to), copiedBytes: (copied += bytes), totalBytes: total }),
      });
    }
    const path = join(folder, `${plainName(name)}${projectExtension}`);
    await store.saveCopy(path, { name, moved: { assets, runs } });
    signal.throwIfAborted();
    return { path, folder, files: plan.pieces.size, sizeBytes: total, missing: fitting(plan.missing, 20_000) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    signal.throwIfAborted();
    throw writeFailure(folder, error);
  }
}

/** Two files of one name come from two folders. File systems that know no case are heeded. */
function freeName(directory: string, name: string, taken: Set<string>): string {
  const { name: stem, ext } = parse(name);
  const path = freePath({ directory, stem, extension: ext, isTaken: (wanted) => taken.has(wanted.toLowerCase()) });
  taken.add(path.toLowerCase());
  return path;
}
