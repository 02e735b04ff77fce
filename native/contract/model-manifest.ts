import { z } from 'zod';
import { ProviderName } from './device-choice.ts';
import { DiffusionVsrManifest } from './diffusion-manifest.ts';
import { MemoryProfile, TensorSpec, manifestBase } from './manifest-base.ts';
import { MetricManifest } from './metric-manifest.ts';
import type { Recipe } from './recipe.ts';

export const Device = z.strictObject({
  provider: ProviderName,
  name: z.string(),
  usable: z.boolean(),
  /** Why it is not usable, and what to do about it; null when it is. */
  reason: z.string().nullable(),
  /** What sessions may take together, in bytes; null when not usable. */
  memoryBudgetBytes: z.int().positive().nullable(),
  /** Threads of one session (CPU only). */
  threads: z.int().positive().nullable(),
});
export type Device = z.infer<typeof Device>;

/** A single-frame upscaler: one graph, [1,3,h,w] 0..1 RGB in, [1,3,h*scale,w*scale] out, made into uint8 or uint16 NHWC at load. */
export const FrameUpscalerManifest = z.strictObject({
  ...manifestBase,
  kind: z.literal('frame-upscaler'),
  scale: z.int().min(1).max(8),
  model: z.string(),
  input: TensorSpec,
  output: TensorSpec,
  /** Pixels of context (source pixels) a tile needs at each side. */
  haloPx: z.int().nonnegative(),
  /** True when the halo covers the whole receptive field: tiles are byte-exact against untiled. */
  haloExact: z.boolean(),
  memory: MemoryProfile,
  precision: z.enum(['fp32', 'fp16', 'int8']),
  /** For a package that gives up quality for speed: what it was made of, and how close to it it comes on photos that its calibration never saw. */
  fastFormOf: z.strictObject({ id: z.string(), psnrDb: z.number(), measuredOn: z.string() }).optional(),
});
export type FrameUpscalerManifest = z.infer<typeof FrameUpscalerManifest>;

/** Grows a member per kind. */
export const ModelManifest = z.discriminatedUnion('kind', [FrameUpscalerManifest, DiffusionVsrManifest, MetricManifest]);
export type ModelManifest = z.infer<typeof ModelManifest>;
/** Of a package that restores. */
export type RestoringManifest = FrameUpscalerManifest | DiffusionVsrManifest;

export const ModelKind = z.enum(['frame-upscaler', 'diffusion-vsr', 'metric']);
export type ModelKind = z.infer<typeof ModelKind>;

/** The pipeline that runs packages of a kind; null: they measure and do not restore. */
export const pipelineOfKind = { 'frame-upscaler': 'real-esrgan', 'diffusion-vsr': 'diffvsr', metric: null } as const satisfies Record<
  ModelManifest['kind'],
  Recipe['pipeline'] | null
>;

/** A package as the UI shows it. */
export const ModelCard = z.strictObject({
  id: z.string(),
  kind: ModelKind,
  name: z.string(),
  version: z.string(),
  summary: z.string(),
  license: z.string(),
  credits: z.string(),
  homepage: z.string().nullable(),
  /** Null for a package that measures. */
  scale: z.int().positive().nullable(),
  precision: z.string(),
  sizeBytes: z.int().nonnegative(),
  status: z.enum(['installed', 'not-installed', 'corrupt']),
  /** False when it was measured here and is not worth offering; `notOfferedReason` says why, with figures. */
  offered: z.boolean(),
  notOfferedReason: z.string().nullable(),
  isDefault: z.boolean(),
  /** What the package recommends where a recipe leaves it open (null), by the recipe's own names. */
  defaults: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Where the package takes less than the recipe's schema: the largest values, by the recipe's own names. */
  maxima: z.record(z.string(), z.number()).optional(),
  /** Measured on this machine, of the last run: milliseconds per source megapixel; null before the first. */
  msPerMegapixel: z.number().positive().nullable(),
});
export type ModelCard = z.infer<typeof ModelCard>;
