import type { z } from 'zod';
import { DiffVsrRecipe, OutputSettings, RealEsrganRecipe } from '../contract/index.ts';
import type { Recipe } from '../contract/index.ts';

type Pipeline = Recipe['pipeline'];
type FlagsOf<T> = Readonly<Record<keyof T, string>>;

/** Which parameter each flag of `restore` sets. What they take and what they do is in the contract's schemas. */
const sharedFlags = {
  modelId: '--model <id>',
  device: '--device <name>',
  tileSize: '--tile <px>',
  memoryGb: '--memory <GB>',
  deinterlace: '--deinterlace <mode>',
};
const diffVsrFlags = {
  prompt: '--prompt <text>',
  negativePrompt: '--negative <text>',
  promptSuffix: '--quality-words <text>',
  steps: '--steps <n>',
  guidanceScale: '--guidance <scale>',
  noiseLevel: '--noise-level <n>',
  seed: '--seed <n>',
  scheduler: '--scheduler <name>',
  shots: '--shots <frames>',
  latentTransition: '--transition <kind>',
  noiseRescheduling: '--noise-rescheduling <mode>',
  guidanceBatch: '--guidance-batch <mode>',
  tileOverlap: '--tile-overlap <px>',
  decodeTileSize: '--decode-tile <px>',
  colorFix: '--colour-fix <kind>',
};

export const recipeFlags: Readonly<Record<Pipeline, Readonly<Record<string, string>>>> = {
  'real-esrgan': sharedFlags satisfies FlagsOf<Omit<RealEsrganRecipe, 'pipeline'>>,
  diffvsr: { ...sharedFlags, ...diffVsrFlags } satisfies FlagsOf<Omit<DiffVsrRecipe, 'pipeline'>>,
};

export const recipeSchemas = { 'real-esrgan': RealEsrganRecipe, diffvsr: DiffVsrRecipe } satisfies Readonly<Record<Pipeline, z.ZodObject>>;

export const outputFlags = {
  codec: '--codec <name>',
  quality: '--quality <crf>',
  audio: '--audio <mode>',
} satisfies FlagsOf<OutputSettings>;

/** Headings of the help, and what stands below them. */
export const flagGroups = [
  { heading: 'Model:', flags: sharedFlags, shape: RealEsrganRecipe.shape },
  { heading: 'Diffusion models (DiffVSR) only:', flags: diffVsrFlags, shape: DiffVsrRecipe.shape },
  { heading: 'Result:', flags: outputFlags, shape: OutputSettings.shape },
] as const;
