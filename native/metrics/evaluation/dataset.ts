import { basename, join, resolve } from 'node:path';
import { AppError } from '../../contract/index.ts';
import { accessFailure } from '../../media/media-input.ts';
import { clipsIn, lookInto } from './clip-folder.ts';
import { publishedAs } from './published-sets.ts';

export interface DatasetClip {
  readonly name: string;
  /** What is restored: a video file or a folder of numbered pictures. */
  readonly sourcePath: string;
  /** The true clip; null where nobody knows it. */
  readonly truthPath: string | null;
}

/** Clips of one kind of damage: what one block of the paper's table 1 is about. */
export interface Dataset {
  readonly title: string;
  readonly directory: string;
  /** How the folder is laid out, in words. */
  readonly layout: string;
  /** At least one. */
  readonly clips: readonly DatasetClip[];
}

/** Names of folders that hold true clips and of those that hold damaged ones, in the data sets that are about. */
const TRUTH = /^(gt|hr|hq|truth|ground[-_ ]?truth|true|target|reference|original|clean|sharp|(train|val|test)_sharp)$/i;
const DAMAGED = /^(lq|lr|input4?|low|blur4|(bi|bd)(x4)?|x4|degraded|source|(train_|val_|test_)?(sharp|blur)_bicubic|lr_bicubic)([-_].*)?$/i;

/**
 * Finds out how a data set is laid out. `GT/clip` beside `LQ/clip` (REDS4, UDM10, YouHQ40, any pair of folders; several damaged folders
 * are several sets), `clip/truth` beside `clip/input4` (SPMCS), or clips alone, without a reference (VideoLQ). Clips are video files or
 * folders of pictures. Refuses what is empty or does not pair up ('bad-input').
 */
export async function findDatasets(directory: string): Promise<readonly Dataset[]> {
  const root = resolve(directory);
  try {
    return await datasetsIn(root);
  } catch (error) {
    throw accessFailure(root, error);
  }
}

async function datasetsIn(root: string): Promise<readonly Dataset[]> {
  const { folders } = await lookInto(root);
  const truths = folders.filter((name) => TRUTH.test(name));
  if (truths.length > 1) {
    throw refusal(`${root} holds several folders of true clips: ${truths.join(', ')}. Keep one of them.`);
  }
  const [truth] = truths;
  if (truth !== undefined)
    return folderPairs(
      root,
      truth,
      folders.filter((name) => name !== truth),
    );

  const byClip = await clipFolders(root, folders);
  if (byClip !== null) return [byClip];
  const damaged = folders.filter((name) => DAMAGED.test(name));
  if (damaged.length > 0 && damaged.length < folders.length) {
    const others = folders.filter((name) => !damaged.includes(name));
    throw refusal(
      `${root} holds ${damaged.join(' and ')}, and ${others.join(', ')} beside it. If that is the true clips, name it GT; else move it away.`,
    );
  }
  const [only] = damaged;
  return [await withoutReference(root, damaged.length === 1 && only !== undefined ? only : null)];
}

/** `GT` and the folders beside it, each of which is a set of its own. */
async function folderPairs(root: string, truth: string, others: readonly string[]): Promise<readonly Dataset[]> {
  const trueClips = await clipsIn(join(root, truth));
  const sets: Dataset[] = [];
  for (const folder of others) {
    const clips = await clipsIn(join(root, folder));
    if (clips.size === 0) continue;
    refuseUnpaired({ root, truth, folder, trueClips, clips });
    const names = [...clips.keys()];
    sets.push({
      title: titleOf(root, { form: 'pairs', names, folder: others.length > 1 ? folder : null }),
      directory: root,
      layout: `${publishedAs({ form: 'pairs', names }) ?? 'a pair of folders'}: true clips in ${truth}, damaged ones in ${folder}`,
      clips: [...clips].map(([name, sourcePath]) => ({ name, sourcePath, truthPath: trueClips.get(name) ?? null })),
    });
  }
  if (sets.length > 0) return sets;
  const empty = trueClips.size === 0 ? `${truth} and the folders beside it hold no clips` : `there are no damaged clips beside ${truth}`;
  throw refusal(
    `${root}: ${empty}. Put the damaged ones into a folder LQ, by the same names as in ${truth} (video files or folders of pictures).`,
  );
}

interface PairOfFolders {
  readonly root: string;
  readonly truth: string;
  readonly folder: string;
  readonly trueClips: ReadonlyMap<string, string>;
  readonly clips: ReadonlyMap<string, string>;
}

function refuseUnpaired({ root, truth, folder, trueClips, clips }: PairOfFolders): void {
  const lacking = (here: ReadonlyMap<string, string>, there: ReadonlyMap<string, string>): string[] =>
    [...here.keys()].filter((name) => !there.has(name));
  const [noTruth, noSource] = [lacking(clips, trueClips), lacking(trueClips, clips)];
  if (noTruth.length === 0 && noSource.length === 0) return;
  const told = [
    ...(noTruth.length > 0 ? [`${truth} lacks ${listed(noTruth)}`] : []),
    ...(noSource.length > 0 ? [`${folder} lacks ${listed(noSource)}`] : []),
  ];
  throw refusal(
    `The clips in ${root} do not pair up: ${told.join('; ')}. Give both folders the same names, or remove what has no partner.`,
  );
}

/** `clip/truth` beside `clip/input4`. Null where no folder looks like that. */
async function clipFolders(root: string, folders: readonly string[]): Promise<Dataset | null> {
  const found: DatasetClip[] = [];
  const roles = new Set<string>();
  const incomplete: string[] = [];
  for (const name of folders) {
    const { folders: inside } = await lookInto(join(root, name));
    const [truth, source] = [inside.find((one) => TRUTH.test(one)), inside.find((one) => DAMAGED.test(one))];
    if (truth === undefined || source === undefined) {
      incomplete.push(name);
      continue;
    }
    roles.add(`true clips in CLIP/${truth}, damaged ones in CLIP/${source}`);
    found.push({ name, sourcePath: join(root, name, source), truthPath: join(root, name, truth) });
  }
  if (found.length === 0) return null;
  if (incomplete.length > 0) {
    throw refusal(
      `The clips in ${root} do not pair up: ${listed(incomplete)} lack a folder "truth" or a folder "input4" that others have. Add it, or remove the clip.`,
    );
  }
  const names = found.map(({ name }) => name);
  return {
    title: titleOf(root, { form: 'clip-folders', names, folder: null }),
    directory: root,
    layout: `${publishedAs({ form: 'clip-folders', names }) ?? 'a folder for each clip'}: ${[...roles].join('; ')}`,
    clips: found,
  };
}

async function withoutReference(root: string, folder: string | null): Promise<Dataset> {
  const clips = await clipsIn(folder === null ? root : join(root, folder));
  if (clips.size === 0) {
    throw refusal(
      `${root} holds no clips. A data set is a folder GT beside a folder LQ with clips of the same names, a folder "truth" and a folder "input4" for each clip, or clips alone; a clip is a video file or a folder of numbered pictures.`,
    );
  }
  const names = [...clips.keys()];
  return {
    title: titleOf(root, { form: 'clips', names, folder: null }),
    directory: root,
    layout: `${publishedAs({ form: 'clips', names }) ?? 'clips alone'}: no true clips, so nothing is compared with a reference`,
    clips: [...clips].map(([name, sourcePath]) => ({ name, sourcePath, truthPath: null })),
  };
}

function titleOf(root: string, { folder, ...set }: Parameters<typeof publishedAs>[0] & { readonly folder: string | null }): string {
  const name = publishedAs(set) ?? basename(root);
  return folder === null ? name : `${name} (${folder})`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

function refusal(message: string): AppError {
  return new AppError('bad-input', message);
}
