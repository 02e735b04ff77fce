import { z } from 'zod';
import type { MediaRef } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import type { SourceFile } from './picture-source.ts';

interface Wanted {
  readonly frame: number;
  /** Larger pictures are made smaller; null: never. */
  readonly maxWidth: number | null;
  /** `still`: a PNG, bit by bit what is restored. `sent`: a JPEG for an endpoint. */
  readonly kind: 'still' | 'sent';
}

/** One frame of a file as a picture in the cache, made when it is not there yet. */
export async function stillPicture(
  { facts, pictures, tools }: Pick<EngineParts, 'facts' | 'pictures' | 'tools'>,
  { media, content, frame, maxWidth, kind }: SourceFile & Wanted,
  { signal }: { readonly signal: AbortSignal },
): Promise<MediaRef> {
  const { ref } = await pictures.get(
    {
      kind,
      identity: { content, frame, maxWidth },
      facts: z.null(),
      make: async (outputPath, abort) => {
        const { writeStill } = await import('../media/still.ts');
        const framePts = await facts.framePts(media, { signal: abort });
        const format = kind === 'sent' ? 'jpeg' : 'png';
        await writeStill(await tools(), { media, frame, maxWidth, format, outputPath, signal: abort, framePts });
        return null;
      },
    },
    { signal },
  );
  return ref;
}
