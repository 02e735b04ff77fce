import { Recipe, pipelineOfKind, type ModelCard } from '../../../native/contract/index.ts';
import type { Parameter } from './parameters.ts';

/** The recipe with another model. One of another kind has other parameters: what both know about the machine and the source stays. */
export function withModel(recipe: Recipe, { id, kind }: Pick<ModelCard, 'id' | 'kind'>): Recipe {
  const pipeline = pipelineOfKind[kind];
  // A package that measures is offered nowhere as a model.
  if (pipeline === null) return recipe;
  if (recipe.pipeline === pipeline) return Recipe.parse({ ...recipe, modelId: id });
  const { device, memoryGb, deinterlace } = recipe;
  return Recipe.parse({ pipeline, modelId: id, device, memoryGb, deinterlace });
}

/** Null for a recipe that has no such parameter: one of several segments with different models. */
export function withValue(recipe: Recipe, key: string, value: unknown): Recipe | null {
  return key in recipe ? Recipe.parse({ ...recipe, [key]: value }) : null;
}

/** The parameter with the limits that its package and the recipe's other values set. */
export function limited(parameter: Parameter, recipe: Recipe, card: ModelCard | undefined): Parameter {
  const { key, kind } = parameter;
  if (kind.type !== 'number') return parameter;
  const max = Math.min(kind.max, card?.maxima?.[key] ?? Infinity);
  if (recipe.pipeline !== 'diffvsr') return { ...parameter, kind: { ...kind, max } };
  // A tile is at least twice as large as its overlap.
  if (key === 'tileSize' || key === 'decodeTileSize')
    return { ...parameter, kind: { ...kind, min: Math.max(kind.min, 2 * recipe.tileOverlap), max } };
  const tiles = [recipe.tileSize, recipe.decodeTileSize].filter((side) => side > 0);
  const tileMax = key === 'tileOverlap' && tiles.length > 0 ? Math.floor(Math.min(...tiles) / 2) : Infinity;
  return { ...parameter, kind: { ...kind, max: Math.min(max, tileMax) } };
}
