import { AppError, joinedPrompt } from '../../contract/index.ts';
import type { DiffVsrRecipe, DiffusionVsrManifest } from '../../contract/index.ts';

/** A recipe without open choices. `prompt` is the whole text that the model reads, quality words included. */
export type ResolvedRecipe = { readonly [Key in keyof DiffVsrRecipe]: NonNullable<DiffVsrRecipe[Key]> };

/** Fills what a recipe leaves to the package, and refuses what the package cannot do ('bad-input'). */
export function resolveRecipe(recipe: DiffVsrRecipe, manifest: DiffusionVsrManifest): ResolvedRecipe {
  const { defaults } = manifest;
  const promptSuffix = recipe.promptSuffix ?? defaults.promptSuffix;
  const resolved: ResolvedRecipe = {
    ...recipe,
    prompt: joinedPrompt(recipe.prompt, promptSuffix),
    promptSuffix,
    negativePrompt: recipe.negativePrompt ?? defaults.negativePrompt,
    steps: recipe.steps ?? defaults.steps,
    scheduler: recipe.scheduler ?? defaults.scheduler,
    guidanceScale: recipe.guidanceScale ?? defaults.guidanceScale,
    noiseLevel: recipe.noiseLevel ?? defaults.noiseLevel,
    latentTransition: recipe.latentTransition ?? defaults.latentTransition,
    colorFix: recipe.colorFix ?? defaults.colorFix,
  };
  refuseBeyondPackage(resolved, manifest);
  return resolved;
}

/** The autoencoder's and the denoiser's coarsest level would be empty. */
const MIN_SIDE = 16;

export function refuseSmall({ width, height }: { readonly width: number; readonly height: number }): void {
  if (Math.min(width, height) >= MIN_SIDE) return;
  throw new AppError(
    'bad-input',
    `This model needs pictures of at least ${MIN_SIDE}x${MIN_SIDE}; these are ${width}x${height}. Choose a frame-by-frame model.`,
  );
}

function refuseBeyondPackage({ noiseLevel, steps }: ResolvedRecipe, { name, lowResNoise, scheduler }: DiffusionVsrManifest): void {
  if (noiseLevel > lowResNoise.maxLevel) {
    throw new AppError(
      'bad-input',
      `${name} takes a noise level of 0 to ${lowResNoise.maxLevel}, not ${noiseLevel}. Choose a lower noise level.`,
    );
  }
  // A step for each training timestep would leave no noise to begin with: the schedulers need one more.
  const maxSteps = scheduler.noise.numTrainTimesteps - 1;
  if (steps > maxSteps) {
    throw new AppError('bad-input', `${name} denoises in 1 to ${maxSteps} steps, not in ${steps}. Choose fewer steps.`);
  }
}
