import type { Caption, PastPrompt, PromptWords, Run, Segment } from '../../../native/contract/index.ts';
import { promptOf } from '../../../native/contract/index.ts';
import { agoText, countText } from '../../components/quantity-words.ts';
import { t } from '../../i18n/words.ts';

/** Where a prompt came from: `Described by qwen2.5vl at localhost:11434 from 4 frames, 5 min ago`. Null where it was typed. */
export function sourceWords(caption: Caption | null | undefined, prompt: string, now: Date): string | null {
  if (caption === null || caption === undefined || prompt.trim() === '') return null;
  const { model, endpointHost, frames, createdAt, text } = caption;
  const edited = text === prompt ? '' : t('prompt.editedSince');
  return t('prompt.describedByAtFrom', {
    model,
    endpointHost,
    counted: countText(frames.length, 'frame'),
    createdAt: agoText(createdAt, now),
    edited,
  });
}

/** Of a text, what a model does not read any more; empty when it reads all. `kept` is the beginning that it reads, with words added at the end. */
export function unreadPart(text: string, kept: string | undefined): string {
  const read = kept?.trimEnd();
  // What was counted may be the text of a moment ago.
  return read === undefined || !text.startsWith(read) ? '' : text.slice(read.length).trim();
}

export interface PastWords extends PromptWords {
  readonly source: string;
  readonly usedAt: string;
}

/** What runs used and what stood there before, newest first, each wording once. */
export function promptHistory({
  segment,
  past,
  runs,
}: {
  readonly segment: Segment;
  readonly past: readonly PastPrompt[];
  readonly runs: readonly Run[];
}): readonly PastWords[] {
  const used = runs.flatMap((run, index): PastWords[] => {
    const { recipe, createdAt } = run;
    if (recipe.pipeline !== 'diffvsr') return [];
    const { prompt, negativePrompt } = recipe;
    return [{ prompt, negativePrompt, source: t('prompt.run', { runs: runs.length - index }), usedAt: createdAt }];
  });
  const edited = past.map(({ prompt, negativePrompt, usedAt, caption }) => ({
    ...{ prompt, negativePrompt, usedAt },
    source: caption === null ? t('prompt.edit') : t('prompt.captionOf', { model: caption.model }),
  }));
  const seen = new Set([nameOf(promptOf(segment))]);
  return [...used, ...edited]
    .filter((words) => {
      const name = nameOf(words);
      const isNew = !seen.has(name) && words.prompt.trim() !== '';
      seen.add(name);
      return isNew;
    })
    .sort((a, b) => b.usedAt.localeCompare(a.usedAt));
}

function nameOf({ prompt, negativePrompt }: PromptWords): string {
  return JSON.stringify([prompt, negativePrompt]);
}
