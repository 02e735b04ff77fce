import { z } from 'zod';
import type { Segment } from './project.ts';

/** The two texts of a segment. A negative prompt of null is the package's own. */
export const PromptWords = z.strictObject({ prompt: z.string(), negativePrompt: z.string().nullable() });
export type PromptWords = z.infer<typeof PromptWords>;

const segmentChars = 4000;

/** The prompts that a run of the segment would use: those of its recipe, where the model reads prompts at all. */
export function promptOf({ recipe, prompt, negativePrompt }: Pick<Segment, 'recipe' | 'prompt' | 'negativePrompt'>): PromptWords {
  if (recipe.pipeline === 'diffvsr') return { prompt: recipe.prompt, negativePrompt: recipe.negativePrompt };
  return { prompt, negativePrompt: negativePrompt === '' ? null : negativePrompt };
}

/** The changes of a segment that give it other prompts. The segment's own words follow the recipe's, for programs that read those. */
export function promptChanges(
  { recipe }: Pick<Segment, 'recipe'>,
  { prompt, negativePrompt }: Partial<PromptWords>,
): Partial<Pick<Segment, 'recipe' | 'prompt' | 'negativePrompt'>> {
  const own = {
    ...(prompt === undefined ? {} : { prompt: prompt.slice(0, segmentChars) }),
    ...(negativePrompt === undefined ? {} : { negativePrompt: (negativePrompt ?? '').slice(0, segmentChars) }),
  };
  if (recipe.pipeline !== 'diffvsr') return own;
  const words = { ...(prompt === undefined ? {} : { prompt }), ...(negativePrompt === undefined ? {} : { negativePrompt }) };
  return { ...own, recipe: { ...recipe, ...words } };
}
