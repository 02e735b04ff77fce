import type { PromptPreset, Recipe } from '../../../native/contract/index.ts';
import { textsOf } from '../../i18n/words.ts';

/** Words that go well with kinds of footage. What the model's package recommends comes before them, and is null in a recipe. */
export const builtInPresets: readonly PromptPreset[] = [
  textsOf(
    { name: 'prompt.filmGrainKept' },
    {
      id: 'film',
      suffix: '35mm film, natural grain, fine detail',
      negativePrompt: 'plastic, waxy, oversharpened, halos, low quality',
    },
  ),
  textsOf(
    { name: 'prompt.facesPeople' },
    {
      id: 'people',
      suffix: 'natural skin texture, sharp eyes, detailed hair, high quality',
      negativePrompt: 'waxy skin, deformed face, blurry, low quality, artifacts',
    },
  ),
  textsOf(
    { name: 'prompt.landscapeFoliage' },
    {
      id: 'nature',
      suffix: 'crisp foliage, detailed texture, high quality, high-resolution',
      negativePrompt: 'smeared, painterly, blurry, low quality, artifacts',
    },
  ),
  textsOf(
    { name: 'prompt.buildingsSigns' },
    {
      id: 'city',
      suffix: 'straight clean edges, legible signs, fine detail, high quality',
      negativePrompt: 'wobbly lines, garbled letters, blurry, low quality, artifacts',
    },
  ),
  textsOf(
    { name: 'prompt.drawnAnimation' },
    {
      id: 'drawn',
      suffix: 'clean line art, flat colors, sharp edges',
      negativePrompt: 'photographic texture, noise, ringing, blurry, low quality',
    },
  ),
];

/** Stands for what the package recommends. */
export const packagePreset = 'package';
/** Stands for words that are no preset's. */
export const ownWords = 'own';

/** The preset whose words a recipe has. */
export function presetOf(recipe: Recipe, presets: readonly PromptPreset[]): string {
  if (recipe.pipeline !== 'diffvsr') return ownWords;
  const { promptSuffix, negativePrompt } = recipe;
  if (promptSuffix === null && negativePrompt === null) return packagePreset;
  return presets.find((preset) => preset.suffix === promptSuffix && preset.negativePrompt === negativePrompt)?.id ?? ownWords;
}
