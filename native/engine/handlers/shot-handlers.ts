import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { MAX_EDITED_CUTS } from '../../contract/index.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { pictureSource } from '../picture-source.ts';

const Cuts = z.strictObject({ cuts: z.array(z.int().positive()) });

/** Where the shots of a clip begin, as far as the picture says. */
export function shotHandlers(parts: EngineParts): HandlersOf<'shots'> {
  const { options, pictures, tools } = parts;
  return {
    'shots.find': async ({ projectId, assetId }, { signal }) => {
      const { media, content } = await pictureSource(parts, { projectId, of: { type: 'asset', id: assetId } }, { signal });
      const { facts } = await pictures.get(
        {
          kind: 'shots',
          identity: { content },
          facts: Cuts,
          make: async (outputPath, abort) => {
            const { cachedSceneCuts } = await import('../../media/scene-cuts.ts');
            const cuts = [...(await cachedSceneCuts(await tools(), media, { cacheDir: options.cacheDir, signal: abort }))];
            await writeFile(outputPath, JSON.stringify(cuts));
            return { cuts };
          },
        },
        { signal },
      );
      return { cuts: facts.cuts.slice(0, MAX_EDITED_CUTS), total: facts.cuts.length };
    },
  };
}
