import { z } from 'zod';
import { ColorFix, LatentTransition } from './diffvsr-recipe.ts';
import { MemoryProfile, TensorSpec, manifestBase } from './manifest-base.ts';
import { NoiseSchedule, SchedulerConfig, SchedulerName } from './scheduler-config.ts';

/** One graph of a package that has several. Dimensions of the same name are the same number. */
export const GraphComponent = z.strictObject({
  /** One of the package's files. Weights in a file of their own (external data) lie beside it and are listed too. */
  model: z.string(),
  inputs: z.array(TensorSpec).min(1),
  outputs: z.array(TensorSpec).min(1),
  /** Of one run with a batch of 1; per latent pixel, all frames of the run together. */
  memory: MemoryProfile,
});
export type GraphComponent = z.infer<typeof GraphComponent>;

/**
 * A latent-diffusion video model: DiffVSR and what can be described in its words (one with a window of one frame is Stable Diffusion's x4
 * upscaler). Latents are as high and wide as the source; F is `window.length`, D is `latents.decodeFrames`, Z is `latents.channels`.
 *
 * - textEncoder: tokens int64 [B,77] -> text float32 [B,77,C]
 * - denoiser: sample float32 [B,Z,F,h,w], timestep int64 [B], low_res float32 [B,3,F,h,w], text float32 [B,77,C], noise_level int64 [B]
 *   -> prediction float32 [B,Z,F,h,w]
 * - vaeDecoder: latents float32 [D,Z,h,w], divided by the scaling factor -> frames float32 [D,3,scale*h,scale*w], -1 to 1
 * - vaeEncoder: frames float32 [D,3,scale*h,scale*w] -> latents float32 [D,Z,h,w]; not needed to restore
 */
export const DiffusionVsrManifest = z.strictObject({
  ...manifestBase,
  kind: z.literal('diffusion-vsr'),
  scale: z.int().min(1).max(8),
  precision: z.enum(['fp32', 'fp16', 'int8']),
  components: z.strictObject({
    textEncoder: GraphComponent,
    denoiser: GraphComponent,
    vaeDecoder: GraphComponent,
    vaeEncoder: GraphComponent.nullable(),
  }),
  tokenizer: z.strictObject({
    /** In the format of Hugging Face's tokenizers; one of the package's files. */
    file: z.string(),
    maxTokens: z.int().min(3).max(1024),
    startToken: z.int().nonnegative(),
    endToken: z.int().nonnegative(),
    padToken: z.int().nonnegative(),
  }),
  latents: z.strictObject({
    channels: z.int().min(1).max(64),
    /** Latents are divided by it before they are decoded. */
    scalingFactor: z.number().positive(),
    /** Frames that are decoded at once. */
    decodeFrames: z.int().min(1).max(64),
  }),
  window: z
    .strictObject({ length: z.int().min(1).max(128), overlap: z.int().nonnegative() })
    .refine(({ length, overlap }) => overlap * 2 <= length, 'A window shares at most half of its frames with the next.'),
  scheduler: SchedulerConfig,
  /** The noise that is mixed into the source frames the denoiser sees. */
  lowResNoise: z.strictObject({ noise: NoiseSchedule, maxLevel: z.int().min(0).max(999) }),
  /** What the package recommends. */
  defaults: z.strictObject({
    steps: z.int().min(1).max(1000),
    scheduler: SchedulerName,
    guidanceScale: z.number().min(1).max(30),
    noiseLevel: z.int().min(0).max(999),
    latentTransition: LatentTransition,
    colorFix: ColorFix,
    promptSuffix: z.string(),
    negativePrompt: z.string(),
  }),
});
export type DiffusionVsrManifest = z.infer<typeof DiffusionVsrManifest>;
