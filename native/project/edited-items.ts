import { AppError } from '../contract/index.ts';
import type { Asset, AssetId, ProjectItem, ProjectRecord, Segment, SegmentId } from '../contract/index.ts';

/** What an edit may look at. */
export interface ItemReader {
  readonly project: () => ProjectRecord;
  readonly item: (id: string) => ProjectItem | null;
  readonly segmentsOf: (assetId: AssetId) => readonly Segment[];
  readonly segments: () => readonly Segment[];
  /** Names of all segments of the form "<base>" and "<base> <number>". */
  readonly segmentNames: (base: string) => readonly string[];
}

export function requireRange({ name, inFrame, outFrame }: Segment, asset: Asset): void {
  const { frameCount } = asset.media.video;
  if (inFrame >= 0 && inFrame < outFrame && outFrame <= frameCount) return;
  throw new AppError(
    'bad-input',
    inFrame >= outFrame
      ? `The segment "${name}" would be empty (frames ${inFrame} to ${outFrame}). A segment keeps at least one frame; move its end behind its start.`
      : `The segment "${name}" (frames ${inFrame} to ${outFrame}) would reach beyond "${asset.name}", which has ${frameCount} frames. Keep it within 0 to ${frameCount}.`,
  );
}

export function requireFree(id: string, items: ItemReader): void {
  // The project record's own id is never free.
  if (items.item(id) === null) return;
  throw new AppError('conflict', `There is an item with the id "${id}" in the project already. Use a new id.`);
}

export function assetOf(id: AssetId, items: ItemReader): Asset {
  const item = items.item(id);
  if (item?.kind !== 'asset')
    throw new AppError('not-found', 'This media is not in the project any more. It may have been removed in another window.');
  return item;
}

export function segmentOf(id: SegmentId, items: ItemReader): Segment {
  const item = items.item(id);
  if (item?.kind !== 'segment') {
    throw new AppError('not-found', 'This segment is not in the project any more. It may have been removed in another window.');
  }
  return item;
}
