import { create } from 'zustand';
import type { AssetId, MediaMatch } from '../../../native/contract/index.ts';
import { countText } from '../../components/quantity-words.ts';
import { callEngine, isCanceled } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { streamedCall } from '../../engine/streamed-call.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';

/** A search for missing files. It goes on while the dialog is closed. */
export type MediaSearch =
  | { readonly status: 'idle' }
  | { readonly status: 'searching'; readonly folder: string; readonly files: number; readonly found: number; readonly stop: () => void }
  | {
      readonly status: 'ended';
      /** Null: only what the engine had found by itself, beside the project. */
      readonly folder: string | null;
      readonly files: number;
      readonly matches: readonly MediaMatch[];
    };

export const useMediaSearch = create<{ readonly dialogOpen: boolean; readonly search: MediaSearch }>()(() => ({
  dialogOpen: false,
  search: { status: 'idle' },
}));

export async function searchFolder(folder: string): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const abort = new AbortController();
  const { signal } = abort;
  const stop = () => abort.abort();
  useMediaSearch.setState({ search: { status: 'searching', folder, files: 0, found: 0, stop } });
  const told = (progress: { readonly folder: string; readonly files: number; readonly found: number }) =>
    useMediaSearch.setState({ search: { status: 'searching', ...progress, stop } });
  try {
    const { matches, files } = await streamedCall('asset.searched', { signal, told }, (stream) =>
      callEngine('asset.search', { projectId: open.head.id, folder, stream }, { signal }),
    );
    useMediaSearch.setState({ search: { status: 'ended', folder, files, matches } });
  } catch (error) {
    useMediaSearch.setState({ search: { status: 'idle' } });
    if (!isCanceled(error)) throw error;
  }
}

/** One undo step. Matches that are only alike were ticked by the user, who means them. */
export async function relinkMatches(matches: readonly MediaMatch[]): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const links = matches.map(({ id, path, match }) => ({ id, path, force: match === 'alike' }));
  await callEngine('asset.relink', { projectId: open.head.id, links });
  const only = matches.length === 1 ? open.assets.find(({ id }) => id === matches[0]?.id)?.name : undefined;
  useMediaSearch.setState({ dialogOpen: false, search: { status: 'idle' } });
  notify({ severity: 'success', message: t('project.linkedAgain', { only: only ?? countText(matches.length, 'clip') }) });
}

/** What is known before a folder is chosen: same files that lie near the project. */
export function matchesNearby(missing: ReadonlyMap<AssetId, string | null>): readonly MediaMatch[] {
  return [...missing].flatMap(([id, path]) => (path === null ? [] : [{ id, path, match: 'same' as const }]));
}
