import { AppError } from '../contract/index.ts';
import type { Asset, ProjectItem, Segment } from '../contract/index.ts';
import type { OpenProject } from '../project/project-store.ts';

export function allAssets(store: OpenProject): Asset[] {
  return allItems(store).filter((item) => item.kind === 'asset');
}

export function allSegments(store: OpenProject): Segment[] {
  return allItems(store).filter((item) => item.kind === 'segment');
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

function allItems(store: OpenProject): ProjectItem[] {
  const items: ProjectItem[] = [];
  for (let cursor: string | null = null; ;) {
    const page = store.items(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}
