import { setImmediate } from 'node:timers/promises';
import type { PromptTokenizer } from '../pipelines/diffvsr/prompt-tokens.ts';
import type { PackageTokenizer } from '../inference/model-store.ts';
import type { EngineHandlers } from './engine-handlers.ts';
import type { EngineParts } from './engine-parts.ts';

/** Opening a tokenizer takes half a second: the one last used is kept, because a window asks after every pause in typing. */
export function createTokenCounter(models: EngineParts['models']): EngineHandlers['models.countTokens'] {
  let open: { readonly key: string; readonly tokenizer: Promise<PromptTokenizer> } | null = null;

  const tokenizerOf = ({ path, sha256 }: PackageTokenizer): Promise<PromptTokenizer> => {
    const key = `${path}|${sha256}`;
    if (open?.key === key) return open.tokenizer;
    const opening = { key, tokenizer: openAt(path) };
    open = opening;
    opening.tokenizer.catch(() => {
      if (open === opening) open = null;
    });
    return opening.tokenizer;
  };

  return async ({ id, texts }, { signal }) => {
    const found = await (await models()).tokenizer(id);
    if (found === null) return { limit: 0, counts: texts.map(() => 0), kept: texts.map(() => '') };
    const tokenizer = await tokenizerOf(found);
    const { roomOf } = await import('../pipelines/diffvsr/prompt-tokens.ts');
    const counts: number[] = [];
    const kept: string[] = [];
    for (const text of texts) {
      // A text of the greatest length takes a few tenths of a second: others get their turn, and a cancel is seen.
      await setImmediate();
      signal.throwIfAborted();
      const tokens = tokenizer.encode(text, found.rule);
      counts.push(tokens.count);
      kept.push(tokens.kept);
    }
    return { limit: roomOf(found.rule), counts, kept };
  };
}

async function openAt(path: string): Promise<PromptTokenizer> {
  const { openTokenizer } = await import('../pipelines/diffvsr/prompt-tokens.ts');
  return openTokenizer(path);
}
