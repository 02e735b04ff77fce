import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { AppError, MAX_PROMPT_CHARS, SegmentId } from '../contract/index.ts';
import type { Asset, InterchangeRemark, MethodOutput, Segment } from '../contract/index.ts';
import { readEditList } from '../interchange/edit-formats.ts';
import { MAX_LIST_BYTES } from '../interchange/edit-text.ts';
import type { KnownMedia } from '../interchange/match-media.ts';
import { reelNames } from '../interchange/reel-names.ts';
import { resolveCuts } from '../interchange/resolve-cuts.ts';
import type { ResolvedCut } from '../interchange/resolve-cuts.ts';
import { mediaPathCandidates } from '../project/media-location.ts';
import { shortened } from '../util/shortened.ts';
import { absolutePath } from './absolute-path.ts';
import { timecodeOf } from './edit-media.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { withImportedMarkers } from './imported-markers.ts';
import { fitting } from './page.ts';
import { allAssets, allSegments } from './project-assets.ts';
import { tellChange } from './project-changes.ts';

/** The contract's bound of a segment's name. */
const MAX_NAME = 200;

/**
 * Adds the cuts of an edit as segments, and its markers to their clips, as one undo step. Cuts of files that the project does not hold
 * are in the remarks.
 */
export async function importSegments(
  { events }: Pick<EngineParts, 'events'>,
  { id: projectId, path: projectPath, store }: OpenProjectEntry,
  { path: given, signal }: { readonly path: string; readonly signal: AbortSignal },
): Promise<MethodOutput<'segments.import'>> {
  const path = absolutePath(given);
  const list = readEditList(await bytesOf(path), basename(path));
  signal.throwIfAborted();
  const assets = allAssets(store);
  const { cuts, remarks: unresolved } = resolveCuts(list.cuts, knownMedia(assets, { projectPath }));
  const remarks: InterchangeRemark[] = [...list.remarks, ...unresolved];

  const project = store.item('project');
  if (project?.kind !== 'project') throw new AppError('project-corrupt', 'The project has no record of its own.');
  const { recipe, output } = project;
  const known = new Set(allSegments(store).map(sameness));
  const segments: Segment[] = [];
  let repeated = 0;
  for (const cut of cuts) {
    const asset = assets.find(({ id }) => id === cut.mediaId);
    if (asset === undefined) continue;
    const { inFrame, outFrame } = cut;
    const record = cut.record === null ? {} : { record: cut.record };
    const segment = { ...textOf(cut, { asset, remarks }), assetId: asset.id, inFrame, outFrame, recipe, output, ...record };
    if (known.has(sameness(segment))) {
      repeated += 1;
      continue;
    }
    known.add(sameness(segment));
    segments.push({ kind: 'segment', id: SegmentId.parse(randomUUID()), ...segment });
  }
  if (repeated > 0) remarks.push({ where: '', message: `${repeated} segments are in the project already and were not added again.` });
  const markers = withImportedMarkers(cuts, { assets, remarks });
  const isNothing = segments.length === 0 && markers.size === 0;
  const label = labelOf(segments.length);
  const { history } = isNothing ? store.head() : tellChange(events, projectId, store.addSegments(segments, { label, markers }));
  const told = fitting(remarks, 40_000);
  return { count: segments.length, firstId: segments[0]?.id ?? null, remarks: told, moreRemarks: remarks.length - told.length, history };
}

function labelOf(segments: number): string {
  if (segments === 0) return 'Import markers';
  return segments === 1 ? 'Import segment' : `Import ${segments} segments`;
}

/** Final Cut also keeps its XML in a folder that looks like a file. */
async function bytesOf(path: string): Promise<Buffer> {
  try {
    const found = await stat(path);
    const file = found.isDirectory() ? join(path, 'Info.fcpxml') : path;
    const { size } = await stat(file);
    if (size > MAX_LIST_BYTES) {
      throw new AppError('too-large', `${path} has ${Math.round(size / 1e6)} MB, too many for an edit list. Choose the list itself.`);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('not-found', `${path} cannot be read. Choose a .csv, .edl, .otio or .fcpxml file that is there.`, error);
  }
}

function knownMedia(assets: readonly Asset[], { projectPath }: { readonly projectPath: string }): KnownMedia[] {
  const reels = reelNames(assets.map(({ path }) => path));
  return assets.map((asset) => ({
    id: asset.id,
    name: asset.name,
    paths: mediaPathCandidates(asset, { projectPath }),
    reel: reels.get(asset.path) ?? '',
    fingerprint: asset.fingerprint,
    ...timecodeOf(asset),
    frameCount: asset.media.video.frameCount,
  }));
}

/** Within the contract's bounds. */
function textOf(
  { name, prompt, negativePrompt, where }: ResolvedCut,
  { asset, remarks }: { readonly asset: Asset; readonly remarks: InterchangeRemark[] },
): Pick<Segment, 'name' | 'prompt' | 'negativePrompt'> {
  const bounded = (text: string): string => {
    if (text.length <= MAX_PROMPT_CHARS) return text;
    remarks.push({ where, message: `Its prompt of ${text.length} characters was cut to ${MAX_PROMPT_CHARS}.` });
    return shortened(text, MAX_PROMPT_CHARS);
  };
  const told = shortened((name ?? '').trim(), MAX_NAME).trim();
  // Many programs name a cut after its file; a segment is named as one over the whole clip would be.
  return {
    name:
      told === '' || told.toLowerCase() === asset.name.toLowerCase()
        ? shortened(parse(asset.name).name.trim(), MAX_NAME) || asset.name
        : told,
    prompt: bounded(prompt),
    negativePrompt: bounded(negativePrompt),
  };
}

function sameness({
  assetId,
  inFrame,
  outFrame,
  name,
  prompt,
  negativePrompt,
}: Omit<Segment, 'kind' | 'id' | 'recipe' | 'output'>): string {
  return JSON.stringify([assetId, inFrame, outFrame, name, prompt, negativePrompt]);
}
