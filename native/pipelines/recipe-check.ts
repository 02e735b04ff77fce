import { AppError, pipelineOfKind } from '../contract/index.ts';
import type { ModelManifest, Recipe } from '../contract/index.ts';
import { refuseSmall, resolveRecipe } from './diffvsr/resolve-recipe.ts';

/**
 * Refuses what a package cannot do with pictures of this size ('bad-input'): a recipe of another kind of model, and values beyond the
 * package's limits. Opening the pipeline would refuse the same, but a job that cannot succeed is better not queued.
 */
export function refuseUnfit(
  recipe: Recipe,
  { manifest, ...size }: { readonly manifest: ModelManifest; readonly width: number; readonly height: number },
): void {
  if (pipelineOfKind[manifest.kind] !== recipe.pipeline) throw otherPipeline(recipe, manifest);
  if (recipe.pipeline !== 'diffvsr' || manifest.kind !== 'diffusion-vsr') return;
  resolveRecipe(recipe, manifest);
  refuseSmall(size);
}

/** A recipe's parameters belong to another kind of model than the one it names. */
export function otherPipeline({ pipeline }: Recipe, { name, kind }: ModelManifest): AppError {
  const taken = pipelineOfKind[kind];
  if (taken === null) return new AppError('bad-input', `${name} measures and restores nothing. Choose a model that restores.`);
  return new AppError(
    'bad-input',
    `The settings are those of the pipeline "${pipeline}", which cannot run ${name}: that takes "${taken}". Choose the model again, so that its own settings are used.`,
  );
}
