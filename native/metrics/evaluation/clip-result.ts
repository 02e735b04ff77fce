import { z } from 'zod';
import { MetricName, MetricResult, RpcError } from '../../contract/index.ts';

/** How a clip was restored: everything that is needed to do it again. */
export const RestoredFacts = z.strictObject({
  /** The package: its version, and the SHA-256 of what makes its bits. */
  version: z.string(),
  sha256: z.string(),
  device: z.string(),
  /** As it was run, with every choice filled in; null where there is nothing to choose. */
  recipe: z.record(z.string(), z.unknown()).nullable(),
  versions: z.record(z.string(), z.string()),
  wallMs: z.number(),
  /** Of the restored RGB frames, where the pipeline tells it. */
  framesSha256: z.string().nullable(),
  notes: z.array(z.string()),
  /** Where the model's windows meet; null for one that takes each frame by itself. */
  seams: z
    .strictObject({ frames: z.array(z.int()).readonly(), cuts: z.array(z.int()).readonly() })
    .nullable()
    .default(null),
});
export type RestoredFacts = z.infer<typeof RestoredFacts>;

const key = {
  dataset: z.string(),
  clip: z.string(),
  model: z.string(),
  /** What decided the pixels: another text, and the clip is restored anew. */
  identity: z.string(),
};

/** The part of the picture that the report shows, in fractions of its sides, and the frame it is of. */
export const DetailView = z.strictObject({
  frame: z.int().nonnegative(),
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});
export type DetailView = z.infer<typeof DetailView>;

/** One clip by one model, as it lies on disk: restored, then measured; or what went wrong. */
export const ClipResult = z.discriminatedUnion('status', [
  z.strictObject({ ...key, status: z.literal('restored'), facts: RestoredFacts }),
  z.strictObject({
    ...key,
    status: z.literal('done'),
    facts: RestoredFacts,
    frameCount: z.int().positive(),
    width: z.int().positive(),
    height: z.int().positive(),
    view: DetailView,
    metrics: z.array(MetricResult),
    /** One number for each frame, null where there is none. */
    series: z.record(MetricName, z.array(z.number().nullable())),
  }),
  z.strictObject({ ...key, status: z.literal('failed'), error: RpcError }),
]);
export type ClipResult = z.infer<typeof ClipResult>;
export type DoneResult = Extract<ClipResult, { status: 'done' }>;
