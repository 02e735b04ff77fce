import type { Recipe } from '../contract/index.ts';
import { diffVsrPipeline } from './diffvsr/pipeline-diffvsr.ts';
import { realEsrganPipeline } from './real-esrgan/pipeline-real-esrgan.ts';
import type { OpenPipeline, PipelineContext, PipelineServices, PipelineSource } from './pipeline.ts';

/** Opens the pipeline that a recipe names. Whoever opens it closes it. */
export function openPipeline(
  services: PipelineServices,
  recipe: Recipe,
  source: PipelineSource,
  context: PipelineContext,
): Promise<OpenPipeline> {
  switch (recipe.pipeline) {
    case 'real-esrgan':
      return realEsrganPipeline(services).open(recipe, source, context);
    case 'diffvsr':
      return diffVsrPipeline(services).open(recipe, source, context);
  }
}
