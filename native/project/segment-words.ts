import type { Recipe, Segment } from '../contract/index.ts';

/** What a run of a recipe would read; null for a model that reads no text. */
type Words = { readonly prompt: string; readonly negativePrompt: string | null } | null;

/**
 * A segment's own words and those of its recipe are the same words, whichever was edited: one that knows only the segment (an edit list, a
 * script) and one that fills in the recipe's form both get what they asked for. A run reads the recipe's. When the model changes from one
 * that reads no text to one that does, the segment's own words become the recipe's.
 */
export function withAgreedWords(to: Segment, before: { readonly segment: Segment | null; readonly recipe: Recipe }): Segment {
  const { recipe } = to;
  if (recipe.pipeline !== 'diffvsr') return to;
  const was = wordsOf(before.recipe);
  // Words that no model read until now count as new ones.
  const own = was === null || before.segment === null ? { prompt: '', negativePrompt: '' } : before.segment;
  const { prompt = '', negativePrompt = null } = was ?? {};
  const ownPrompt = to.prompt !== own.prompt && recipe.prompt === prompt;
  const ownNegative = to.negativePrompt !== own.negativePrompt && recipe.negativePrompt === negativePrompt;
  const words = {
    prompt: ownPrompt ? to.prompt : recipe.prompt,
    // An empty own one stands for the package's.
    negativePrompt: ownNegative ? (to.negativePrompt === '' ? null : to.negativePrompt) : recipe.negativePrompt,
  };
  return {
    ...to,
    prompt: words.prompt.slice(0, OWN_LENGTH),
    negativePrompt: (words.negativePrompt ?? '').slice(0, OWN_LENGTH),
    recipe: { ...recipe, ...words },
  };
}

/** The same where nothing was edited but everything was copied: the recipe's words count, where its model reads any. */
export function withRecipeWords(copy: Segment): Segment {
  return withAgreedWords(copy, { segment: copy, recipe: copy.recipe });
}

/** The recipe's words may be longer than the segment's. */
const OWN_LENGTH = 4000;

function wordsOf(recipe: Recipe): Words {
  return recipe.pipeline === 'diffvsr' ? recipe : null;
}
