import { z } from 'zod';
import { parameter } from './parameter.ts';
import { SchedulerName } from './scheduler-config.ts';
import { deinterlace, device, memoryGb, tileSize } from './shared-parameters.ts';

/** Weights of the interweaved latent transition, or none: every window keeps its own latents. */
export const LatentTransition = z.enum(['paper', 'reference', 'none']);
export type LatentTransition = z.infer<typeof LatentTransition>;

export const ColorFix = z.enum(['none', 'adain', 'wavelet']);
export type ColorFix = z.infer<typeof ColorFix>;

/** Longer prompts are cut to 77 tokens anyway; this only bounds what is stored. */
const Prompt = z.string().max(10_000);

const TILE_TOO_SMALL = 'A tile has to be at least twice as large as its overlap. Choose larger tiles or a smaller overlap.';

/**
 * Restores with a text-guided latent-diffusion model (DiffVSR, arXiv 2501.10110, and models of its contract). Null stands for what the
 * model's package recommends; a run records what it was.
 */
export const DiffVsrRecipe = z
  .strictObject({
    pipeline: z.literal('diffvsr'),
    modelId: parameter(z.string().min(1).default('interweave-nano'), {
      title: 'Model',
      description: 'The package that restores the frames.',
      level: 'basic',
    }),
    device,
    prompt: parameter(Prompt.default(''), {
      title: 'Prompt',
      description: 'What is seen, in plain words. The quality words of the package are added to it.',
      level: 'basic',
    }),
    negativePrompt: parameter(Prompt.nullable().default(null), {
      title: 'Negative prompt',
      description: 'What the result should not look like.',
      level: 'basic',
    }),
    promptSuffix: parameter(Prompt.nullable().default(null), {
      title: 'Quality words',
      description: 'Added to every prompt, such as "clear, high quality".',
      level: 'advanced',
    }),
    steps: parameter(z.int().min(1).max(1000).nullable().default(null), {
      title: 'Steps',
      description: 'Denoising steps of each window. More take longer and bring more detail, up to a point.',
      level: 'basic',
    }),
    scheduler: parameter(SchedulerName.nullable().default(null), {
      title: 'Scheduler',
      description: 'How the steps are taken. DDIM is the one of the paper; DPM-Solver++ and UniPC need fewer steps.',
      level: 'advanced',
    }),
    guidanceScale: parameter(z.number().min(1).max(30).nullable().default(null), {
      title: 'Guidance scale',
      description: 'How strongly the prompts pull. 1 switches guidance off and halves the time.',
      level: 'basic',
    }),
    noiseLevel: parameter(z.int().min(0).max(999).nullable().default(null), {
      title: 'Noise level',
      description: 'Noise that is mixed into the source. More lets the model invent more, less keeps it faithful.',
      level: 'basic',
    }),
    seed: parameter(z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(10), {
      title: 'Seed',
      description: 'The same seed with the same settings gives the same pixels.',
      level: 'advanced',
    }),
    noiseRescheduling: parameter(z.enum(['on', 'off']).default('on'), {
      title: 'Noise rescheduling',
      description: 'Windows share their noise, so that neighbours agree (section 3.4 of the paper).',
      level: 'advanced',
    }),
    latentTransition: parameter(LatentTransition.nullable().default(null), {
      title: 'Latent transition',
      description: 'How windows are blended where they overlap: the weights of the paper, of its published code, or not at all.',
      level: 'advanced',
    }),
    shots: parameter(z.union([z.enum(['detect', 'off']), z.array(z.int().positive()).max(100_000)]).default('detect'), {
      title: 'Shots',
      description:
        'Where the picture cuts; windows never reach across. Detect finds the cuts, off takes the clip as one shot; or list their first frames.',
      level: 'advanced',
    }),
    tileSize,
    tileOverlap: parameter(z.int().min(8).max(256).default(32), {
      title: 'Tile overlap',
      description: 'Source pixels over which neighbouring tiles blend into each other.',
      level: 'advanced',
      unit: 'px',
    }),
    decodeTileSize: parameter(z.union([z.literal(0), z.int().min(32).max(4096)]).default(0), {
      title: 'Decoder tile size',
      description: 'Side of a tile in source pixels when latents become pictures; 0 chooses. Large ones need much more memory and time.',
      level: 'advanced',
      unit: 'px',
      begin: 112,
    }),
    memoryGb,
    guidanceBatch: parameter(z.enum(['auto', 'together', 'apart']).default('auto'), {
      title: 'Guidance batch',
      description: 'Both prompts in one call, or one after the other in half the memory. Automatic goes by memory.',
      level: 'advanced',
    }),
    colorFix: parameter(ColorFix.nullable().default(null), {
      title: 'Color fix',
      description:
        'Brings the colors back to those of the source: by mean and spread (AdaIN), or by the coarse part of the picture (wavelet).',
      level: 'advanced',
    }),
    deinterlace,
  })
  .refine(({ tileSize, tileOverlap }) => tileSize === 0 || tileSize >= 2 * tileOverlap, {
    path: ['tileSize'],
    message: TILE_TOO_SMALL,
  })
  .refine(({ decodeTileSize, tileOverlap }) => decodeTileSize === 0 || decodeTileSize >= 2 * tileOverlap, {
    path: ['decodeTileSize'],
    message: TILE_TOO_SMALL,
  });
export type DiffVsrRecipe = z.infer<typeof DiffVsrRecipe>;
