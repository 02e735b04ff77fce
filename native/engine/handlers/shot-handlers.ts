import { MAX_EDITED_CUTS } from '../../contract/index.ts';
import { foundCuts } from '../asset-cuts.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { pictureSource } from '../picture-source.ts';

/** Where the shots of a clip begin, as far as the picture says. */
export function shotHandlers(parts: EngineParts): HandlersOf<'shots'> {
  return {
    'shots.find': async ({ projectId, assetId }, { signal }) => {
      const source = await pictureSource(parts, { projectId, of: { type: 'asset', id: assetId } }, { signal });
      const cuts = await foundCuts(parts, source, { signal });
      return { cuts: cuts.slice(0, MAX_EDITED_CUTS), total: cuts.length };
    },
  };
}
