import { z } from 'zod';
import { DiffVsrRecipe } from './diffvsr-recipe.ts';
import { parameter } from './parameter.ts';
import { deinterlace, device, memoryGb, tileSize } from './shared-parameters.ts';

/** Restores frame by frame with a single-frame upscaler (Real-ESRGAN and its kind). */
export const RealEsrganRecipe = z.strictObject({
  pipeline: z.literal('real-esrgan'),
  modelId: parameter(z.string().min(1).default('realesr-general-x4v3'), {
    title: 'Model',
    description: 'The package that restores the frames.',
    level: 'basic',
  }),
  device,
  tileSize,
  memoryGb,
  deinterlace,
});
export type RealEsrganRecipe = z.infer<typeof RealEsrganRecipe>;

/** What to do with the frames. Grows a member per pipeline. */
export const Recipe = z.discriminatedUnion('pipeline', [RealEsrganRecipe, DiffVsrRecipe]);
export type Recipe = z.infer<typeof Recipe>;

export const VideoCodec = z.enum(['h264', 'h265', 'h265-10bit', 'av1', 'vp9', 'prores', 'dnxhr', 'ffv1', 'png']);
export type VideoCodec = z.infer<typeof VideoCodec>;

/** How the restored frames are stored. */
export const OutputSettings = z.strictObject({
  codec: parameter(VideoCodec.default('h264'), {
    title: 'Codec',
    description: 'H.264 plays everywhere. FFV1 is lossless. PNG writes one picture per frame into a folder.',
    level: 'basic',
  }),
  quality: parameter(z.int().min(0).max(51).default(16), {
    title: 'Quality',
    description: 'Constant rate factor: lower is better and larger. 16 is visually lossless. Not used by ProRes, DNxHR, FFV1 and PNG.',
    level: 'advanced',
    unit: 'CRF',
  }),
  audio: parameter(z.enum(['copy', 'none']).default('copy'), {
    title: 'Sound',
    description: 'Copy keeps every audio and subtitle stream as it is (re-encoded only where the container cannot hold it).',
    level: 'basic',
  }),
});
export type OutputSettings = z.infer<typeof OutputSettings>;

/** How results are exported. Null: as each was made. */
export const ExportSettings = z.strictObject({
  codec: VideoCodec.nullable(),
  quality: OutputSettings.shape.quality.unwrap().nullable(),
  audio: OutputSettings.shape.audio.unwrap(),
});
export type ExportSettings = z.infer<typeof ExportSettings>;
