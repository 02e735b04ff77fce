import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { endpointOrigin } from '../contract/index.ts';
import type { CaptionSettings } from '../contract/index.ts';
import { replaceFile } from '../util/replace-file.ts';
import { questionFor } from './ask-endpoint.ts';

/** Raise it when the same question would be asked in other words. */
const FORMAT = 1;

const Kept = z.strictObject({ text: z.string().min(1).max(4000), createdAt: z.iso.datetime() });
type Kept = z.infer<typeof Kept>;

export interface CaptionCache {
  /** Null when these frames were never asked about in these words. */
  readonly read: (key: string) => Promise<Kept | null>;
  readonly write: (key: string, kept: Kept) => Promise<void>;
}

/** Answers as small files below `captions/`: what is asked twice costs once. */
export function openCaptionCache(cacheDir: string): CaptionCache {
  const pathOf = (key: string): string => join(cacheDir, 'captions', key.slice(0, 2), `${key}.json`);
  return {
    read: async (key) => {
      try {
        return Kept.parse(JSON.parse(await readFile(pathOf(key), 'utf8')));
      } catch {
        // Not there, or damaged: then it is asked again.
        return null;
      }
    },
    write: (key, kept) => replaceFile(pathOf(key), JSON.stringify(kept)),
  };
}

/** Stands for a question: the frames' bytes, the model and the words. */
export function captionKey({ baseUrl, model, systemPrompt }: CaptionSettings, frames: readonly Uint8Array[]): string {
  const hashes = frames.map((jpeg) => createHash('sha256').update(jpeg).digest('hex'));
  const question = [FORMAT, hashes, endpointOrigin(baseUrl), model, systemPrompt, questionFor(frames.length)];
  return createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 40);
}
