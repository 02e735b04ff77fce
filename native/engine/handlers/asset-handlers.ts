import { importAssets } from '../asset-import.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { findMissing } from '../missing-media.ts';

export function assetHandlers(parts: EngineParts): HandlersOf<'asset'> {
  return {
    'asset.import': async ({ projectId, paths }, { signal }) => importAssets(parts, parts.project(projectId), { paths, signal }),
    'asset.check': async ({ projectId }, { signal }) => ({ missing: await findMissing(parts, parts.project(projectId), { signal }) }),
  };
}
