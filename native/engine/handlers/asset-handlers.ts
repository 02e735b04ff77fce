import type { EventPayload } from '../../contract/index.ts';
import { spaced } from '../../util/spaced.ts';
import { importAssets } from '../asset-import.ts';
import { relinkAssets } from '../asset-relink.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { searchMedia } from '../media-search.ts';
import { findMissing } from '../missing-media.ts';
import { tellChange } from '../project-changes.ts';

export function assetHandlers(parts: EngineParts): HandlersOf<'asset'> {
  return {
    'asset.import': async ({ projectId, paths }, { signal }) => importAssets(parts, parts.project(projectId), { paths, signal }),
    'asset.check': async ({ projectId }, { signal }) => ({ missing: await findMissing(parts, parts.project(projectId), { signal }) }),
    'asset.search': ({ projectId, folder, stream }, { signal }) =>
      searchMedia(parts, parts.project(projectId), {
        folder,
        signal,
        progress: spaced((told: Omit<EventPayload<'asset.searched'>, 'stream'>) => {
          if (stream !== null) parts.events.emit('asset.searched', { stream, ...told });
        }),
      }),
    'asset.relink': async ({ projectId, links }, { signal }) =>
      tellChange(parts.events, projectId, await relinkAssets(parts, parts.project(projectId), { links, signal })),
  };
}
