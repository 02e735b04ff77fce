import type { Recipe } from '../contract/index.ts';
import type { ModelStore } from '../inference/model-store.ts';
import type { SessionPool } from '../inference/session-pool.ts';
import { realEsrganPipeline } from './real-esrgan/pipeline-real-esrgan.ts';
import type { OpenPipeline, PipelineContext, PipelineSource } from './pipeline.ts';

/** What every pipeline takes its models and sessions from. */
export interface PipelineServices {
  readonly models: ModelStore;
  readonly pool: SessionPool;
}

/** Opens the pipeline that a recipe names. Whoever opens it closes it. */
export function openPipeline(
  services: PipelineServices,
  recipe: Recipe,
  source: PipelineSource,
  context: PipelineContext,
): Promise<OpenPipeline> {
  // Grows a case per pipeline.
  switch (recipe.pipeline) {
    case 'real-esrgan':
      return realEsrganPipeline(services).open(recipe, source, context);
  }
}
