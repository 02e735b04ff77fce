import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { AppError } from '../contract/index.ts';
import type { Asset, InterchangeFormat, InterchangeRemark, MethodOutput, Run, Segment, SegmentId } from '../contract/index.ts';
import { writeEditList } from '../interchange/edit-formats.ts';
import type { CutMarker } from '../interchange/edit-list.ts';
import { layOutEdit } from '../interchange/lay-out-edit.ts';
import type { Piece } from '../interchange/lay-out-edit.ts';
import { reelNames } from '../interchange/reel-names.ts';
import { writeWhole } from '../media/part-file.ts';
import { absolutePath } from './absolute-path.ts';
import { restoredFile, sourceFile } from './edit-media.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { fitting } from './page.ts';
import { allAssets, allRuns, allSegments } from './project-assets.ts';

interface Wanted {
  readonly segmentIds: readonly SegmentId[] | null;
  readonly format: InterchangeFormat;
  readonly of: 'source' | 'restored';
  readonly path: string;
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
}

/** Writes segments as an edit. The file appears whole or not at all; one that is there is replaced only when that was said. */
export async function exportSegments(
  { facts }: Pick<EngineParts, 'facts'>,
  { path: projectPath, store }: OpenProjectEntry,
  { segmentIds, format, of, overwrite, signal, ...wanted }: Wanted,
): Promise<MethodOutput<'segments.export'>> {
  const path = absolutePath(wanted.path);
  if (!overwrite && existsSync(path)) {
    throw new AppError('output-exists', `${path} exists already. Give the list another name, or say that it may be replaced.`);
  }
  const assets = new Map(allAssets(store).map((asset) => [asset.id, asset]));
  const chosen = segmentIds === null ? null : new Set(segmentIds);
  const segments = allSegments(store).filter(({ id }) => chosen === null || chosen.has(id));
  if (segments.length === 0) throw new AppError('not-found', 'There is no segment to export. Make one first, or choose others.');

  const remarks: InterchangeRemark[] = [];
  const source = { assets, segments, remarks };
  const pieces =
    of === 'restored'
      ? restoredPieces(allRuns(store), source)
      : await sourcePieces((asset) => facts.locate(asset, { projectPath, signal }), source);
  signal.throwIfAborted();
  if (pieces.length === 0) {
    throw new AppError('not-found', `None of these segments has a result that could be exported. ${remarks[0]?.message ?? ''}`.trim());
  }
  const list = layOutEdit(pieces, { title: store.head().name });
  const written = writeEditList(list, format);
  await writeWhole(path, (partPath) => writeFile(partPath, written.text)).catch((error: unknown) => {
    throw new AppError('no-permission', `${path} cannot be written. Choose a folder that is there and that you may write to.`, error);
  });
  const all = [...remarks, ...written.remarks];
  const told = fitting(all, 40_000);
  return { path, count: written.count, remarks: told, moreRemarks: all.length - told.length };
}

interface Source {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly segments: readonly Segment[];
  readonly remarks: InterchangeRemark[];
}

async function sourcePieces(locate: (asset: Asset) => Promise<string>, { assets, segments, remarks }: Source): Promise<Piece[]> {
  const used = [...assets.values()].filter(({ id }) => segments.some(({ assetId }) => assetId === id));
  const paths = new Map<string, string>();
  for (const asset of used) {
    paths.set(
      asset.id,
      await locate(asset).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code === 'canceled') throw error;
        remarks.push({ where: asset.name, message: `Its file is not at ${asset.path}; the list names that place all the same.` });
        return asset.path;
      }),
    );
    if (asset.media.video.variableFrameRate) {
      remarks.push({
        where: asset.name,
        message: 'Its frames are not evenly spaced. The list counts frames, which other programs may place a little differently.',
      });
    }
  }
  const reels = reelNames([...paths.values()]);
  return segments.flatMap((segment): Piece[] => {
    const asset = assets.get(segment.assetId);
    const path = paths.get(segment.assetId);
    if (asset === undefined || path === undefined) return [];
    const { inFrame, outFrame } = segment;
    const markers = markersIn(segment, { asset, inFrame });
    const media = sourceFile(asset, { path, reel: reels.get(path) ?? '' });
    return [{ ...textOf(segment), media, inFrame, outFrame, markers, sourceInFrame: inFrame }];
  });
}

/** The result of each segment: one with a star before others, the newest first, and only one that holds all of its frames. */
function restoredPieces(runs: readonly Run[], { assets, segments, remarks }: Source): Piece[] {
  const found = segments.flatMap((segment) => {
    const asset = assets.get(segment.assetId);
    const restored = runs.filter((run) => run.segmentId === segment.id && run.purpose === 'restore');
    const covering = restored.filter(({ range }) => range.startFrame <= segment.inFrame && range.endFrame >= segment.outFrame);
    const run = covering.find(({ starred }) => starred) ?? covering[0];
    const refuse = (message: string) => {
      remarks.push({ where: segment.name, message });
      return [];
    };
    if (asset === undefined) return [];
    if (run === undefined) {
      return refuse(
        restored.length === 0 ? 'It has no result yet. Restore it first.' : 'It was made longer since it was restored. Restore it again.',
      );
    }
    if (!existsSync(run.outputPath)) return refuse(`Its result is not at ${run.outputPath} any more. Restore it again.`);
    return [{ segment, asset, run }];
  });
  const reels = reelNames(found.map(({ run }) => run.outputPath));
  return found.map(({ segment, asset, run }) => {
    const inFrame = segment.inFrame - run.range.startFrame;
    return {
      ...textOf(segment),
      media: restoredFile(run, { asset, reel: reels.get(run.outputPath) ?? '' }),
      inFrame,
      outFrame: inFrame + segment.outFrame - segment.inFrame,
      markers: markersIn(segment, { asset, inFrame }),
      sourceInFrame: segment.inFrame,
    };
  });
}

/** Those of the clip that lie in the segment, in a file that shows its first frame at `inFrame`. */
function markersIn(segment: Segment, { asset, inFrame }: { readonly asset: Asset; readonly inFrame: number }): CutMarker[] {
  return (asset.markers ?? [])
    .filter(({ frame }) => frame >= segment.inFrame && frame < segment.outFrame)
    .map(({ frame, name }) => ({ frame: frame - segment.inFrame + inFrame, name }));
}

function textOf({ name, prompt, negativePrompt, record }: Segment): Pick<Piece, 'name' | 'prompt' | 'negativePrompt' | 'record'> {
  return { name, prompt, negativePrompt, record: record ?? null };
}
