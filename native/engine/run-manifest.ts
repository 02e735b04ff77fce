import { AppError } from '../contract/index.ts';
import type { ModelManifest, Run } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';

/** Of the model that made the run. Null where its package is gone: where its windows lay is not known any more. */
export async function runManifest({ models }: Pick<EngineParts, 'models'>, { model }: Pick<Run, 'model'>): Promise<ModelManifest | null> {
  try {
    return await (await models()).manifest(model.id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'model-missing') return null;
    throw error;
  }
}
