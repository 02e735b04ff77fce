import { DiffVsrRecipe, OutputSettings, RealEsrganRecipe, type Recipe } from '../../../native/contract/index.ts';
import { parametersOf, type Parameter } from './parameters.ts';

/** What can be set, read from the schemas once. */
export const parametersOfPipeline: Readonly<Record<Recipe['pipeline'], readonly Parameter[]>> = {
  'real-esrgan': parametersOf(RealEsrganRecipe),
  diffvsr: parametersOf(DiffVsrRecipe),
};
export const outputParameters = parametersOf(OutputSettings);
