import type { Recipe } from '../contract/index.ts';
import { realEsrganPipeline } from './real-esrgan/pipeline-real-esrgan.ts';
import type { OpenPipeline, PipelineContext, PipelineServices, PipelineSource } from './pipeline.ts';

/** Opens the pipeline that a recipe names. Whoever opens it closes it. */
export function openPipeline(
  services: PipelineServices,
  recipe: Recipe,
  source: PipelineSource,
  context: PipelineContext,
): Promise<OpenPipeline> {
  // There is one pipeline so far; a second makes this a switch on `recipe.pipeline`.
  return realEsrganPipeline(services).open(recipe, source, context);
}
