import type { ModelCard, Segment } from '../../../native/contract/index.ts';
import { joinedPrompt, promptOf } from '../../../native/contract/index.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { unreadPart } from './prompt-words.ts';

export interface TokenCount {
  readonly tokens: { readonly count: number; readonly limit: number } | null;
  /** The words at the end that are not read. */
  readonly unread: string;
}
const unknown: TokenCount = { tokens: null, unread: '' };

/** How much of a segment's words its model reads. Counts what the project has, so it follows typing at a distance. */
export function useTokenCounts({ segment, card }: { readonly segment: Segment; readonly card: ModelCard | undefined }): {
  readonly prompt: TokenCount;
  readonly negative: TokenCount;
} {
  const { prompt, negativePrompt } = promptOf(segment);
  const { recipe } = segment;
  const own = recipe.pipeline === 'diffvsr' ? recipe.promptSuffix : '';
  const whole = joinedPrompt(prompt, own ?? String(card?.defaults?.['promptSuffix'] ?? ''));
  const negative = negativePrompt ?? String(card?.defaults?.['negativePrompt'] ?? '');
  // A model whose tokenizer is not here yet is an error, and then nothing is counted.
  const reads = recipe.pipeline === 'diffvsr';
  const { data } = useEngineQuery('models.countTokens', reads ? { id: recipe.modelId, texts: [whole, negative] } : null, {
    keepPrevious: true,
    staleMs: Infinity,
  });
  if (data === undefined || !reads || data.limit === 0) return { prompt: unknown, negative: unknown };
  const of = (index: number, text: string): TokenCount => ({
    tokens: { count: data.counts[index] ?? 0, limit: data.limit },
    unread: unreadPart(text, data.kept[index]),
  });
  return { prompt: of(0, whole), negative: of(1, negative) };
}
