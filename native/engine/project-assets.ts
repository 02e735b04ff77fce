import { AppError } from '../contract/index.ts';
import type { Asset, ProjectItem, Run, Segment } from '../contract/index.ts';
import type { OpenProject } from '../project/project-store.ts';

export function allAssets(store: OpenProject): Asset[] {
  return allItems(store).filter((item) => item.kind === 'asset');
}

/** By clip in the order of import, then by where they begin: as the window lists them. */
export function allSegments(store: OpenProject): Segment[] {
  const items = allItems(store);
  const assets = items
    .filter((item) => item.kind === 'asset')
    .sort((a, b) => a.importedAt.localeCompare(b.importedAt) || a.name.localeCompare(b.name));
  const place = new Map(assets.map(({ id }, index) => [id, index]));
  return items
    .filter((item) => item.kind === 'segment')
    .sort((a, b) => (place.get(a.assetId) ?? 0) - (place.get(b.assetId) ?? 0) || a.inFrame - b.inFrame || a.outFrame - b.outFrame);
}

export function allRuns(store: OpenProject): Run[] {
  return allOf((cursor) => store.runs(cursor));
}

export function assetOf(store: OpenProject, id: string): Asset {
  const item = store.item(id);
  if (item?.kind === 'asset') return item;
  throw new AppError('not-found', 'This media is not in the project any more. Refresh the media bin.');
}

export function segmentOf(store: OpenProject, id: string): Segment {
  const item = store.item(id);
  if (item?.kind === 'segment') return item;
  throw new AppError('not-found', 'This segment is not in the project any more. Choose another.');
}

/** The segment that a run was made of and its clip; null when the user has removed them since. */
export function clipOfRun(store: OpenProject, { segmentId }: Run): { readonly segment: Segment; readonly asset: Asset } | null {
  const segment = segmentId === null ? null : store.item(segmentId);
  const asset = segment?.kind === 'segment' ? store.item(segment.assetId) : null;
  return segment?.kind === 'segment' && asset?.kind === 'asset' ? { segment, asset } : null;
}

function allItems(store: OpenProject): ProjectItem[] {
  return allOf((cursor) => store.items(cursor));
}

function allOf<T>(pageFrom: (cursor: string | null) => { readonly items: readonly T[]; readonly nextCursor: string | null }): T[] {
  const all: T[] = [];
  for (let cursor: string | null = null; ;) {
    const page = pageFrom(cursor);
    all.push(...page.items);
    if (page.nextCursor === null) return all;
    cursor = page.nextCursor;
  }
}
