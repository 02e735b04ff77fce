import { z } from 'zod';
import type { Segment } from './project.ts';

/** As long as a prompt may be; models read far less. */
export const MAX_PROMPT_CHARS = 4000;
const Words = z.string().max(MAX_PROMPT_CHARS);

/** The two texts of a segment. A negative prompt of null is the package's own. */
export const PromptWords = z.strictObject({ prompt: z.string(), negativePrompt: z.string().nullable() });
export type PromptWords = z.infer<typeof PromptWords>;

/** What says how words guide a restoration; what is not given stays. Null is the package's own. */
export const PromptSettings = z
  .strictObject({
    prompt: Words,
    negativePrompt: Words.nullable(),
    /** Quality words that are added to the prompt. */
    promptSuffix: Words.nullable(),
    guidanceScale: z.number().min(1).max(30).nullable(),
  })
  .partial();
export type PromptSettings = z.infer<typeof PromptSettings>;

/** The whole text that a model reads, as DiffVSR's published script joins it: a caption, a space, the quality words; without a caption those alone. */
export function joinedPrompt(prompt: string, suffix: string): string {
  return [prompt.trim(), suffix.trim()].filter((part) => part !== '').join(' ');
}

/** The prompts that a run of the segment would use: those of its recipe, where the model reads prompts at all. */
export function promptOf({ recipe, prompt, negativePrompt }: Pick<Segment, 'recipe' | 'prompt' | 'negativePrompt'>): PromptWords {
  if (recipe.pipeline === 'diffvsr') return { prompt: recipe.prompt, negativePrompt: recipe.negativePrompt };
  return { prompt, negativePrompt: negativePrompt === '' ? null : negativePrompt };
}

/**
 * The changes of a segment that give it other words. The segment's own words follow the recipe's, for programs that read those; a model that
 * reads no prompts has no use for the rest.
 */
export function promptChanges(
  { recipe }: Pick<Segment, 'recipe'>,
  settings: PromptSettings,
): Partial<Pick<Segment, 'recipe' | 'prompt' | 'negativePrompt'>> {
  const { prompt, negativePrompt } = settings;
  const own = {
    ...(prompt === undefined ? {} : { prompt }),
    ...(negativePrompt === undefined ? {} : { negativePrompt: negativePrompt ?? '' }),
  };
  if (recipe.pipeline !== 'diffvsr') return own;
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return { ...own, recipe: { ...recipe, ...given } };
}
