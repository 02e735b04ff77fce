import { promptOf } from '../contract/index.ts';
import type { PastPrompt, PromptWords, Segment } from '../contract/index.ts';
import type { OpenProject } from '../project/project-store.ts';

/** A list to pick from, and far from the size of a message. */
const MAX_PROMPTS = 30;
const MAX_CHARS = 40_000;

/** The wordings that a segment had before, newest first, each once, without the present one. */
export function pastPrompts(segment: Segment, past: ReturnType<OpenProject['pastSegments']>): PastPrompt[] {
  const seen = new Set([nameOf(promptOf(segment))]);
  const prompts: PastPrompt[] = [];
  let chars = 0;
  for (const { from, to, changedAt } of past) {
    // An undone step led to words that are not those of any other step.
    for (const words of [to, from]) {
      const { prompt, negativePrompt } = promptOf(words);
      const name = nameOf({ prompt, negativePrompt });
      if (seen.has(name) || (prompt === '' && negativePrompt === null)) continue;
      seen.add(name);
      chars += name.length;
      if (prompts.length === MAX_PROMPTS || chars > MAX_CHARS) return prompts;
      const caption = words.caption?.text === prompt ? words.caption : null;
      prompts.push({ prompt, negativePrompt, usedAt: changedAt, caption });
    }
  }
  return prompts;
}

function nameOf({ prompt, negativePrompt }: PromptWords): string {
  return JSON.stringify([prompt, negativePrompt]);
}
