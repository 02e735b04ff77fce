import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Asset } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import type { SourceFile } from './picture-source.ts';

const Cuts = z.strictObject({ cuts: z.array(z.int().positive()) });

/** First frames of the shots that the picture shows, ascending, without 0. The first call looks through the whole clip. */
export async function foundCuts(
  { options, pictures, tools }: Pick<EngineParts, 'options' | 'pictures' | 'tools'>,
  { media, content }: SourceFile,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly number[]> {
  const { facts } = await pictures.get(
    {
      kind: 'shots',
      identity: { content },
      facts: Cuts,
      make: async (outputPath, abort) => {
        const { cachedSceneCuts } = await import('../media/scene-cuts.ts');
        const cuts = [...(await cachedSceneCuts(await tools(), media, { cacheDir: options.cacheDir, signal: abort }))];
        await writeFile(outputPath, JSON.stringify(cuts));
        return { cuts };
      },
    },
    { signal },
  );
  return facts.cuts;
}

/** The same as the user has them: edited, or none where shots are off. */
export async function assetCuts(
  parts: Pick<EngineParts, 'options' | 'pictures' | 'tools'>,
  { shots }: Pick<Asset, 'shots'>,
  { file, signal }: { readonly file: SourceFile; readonly signal: AbortSignal },
): Promise<readonly number[]> {
  if (shots?.off === true) return [];
  return shots?.cuts ?? (await foundCuts(parts, file, { signal }));
}
