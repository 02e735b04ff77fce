import { z } from 'zod';
import { MemoryProfile, TensorSpec, manifestBase } from './manifest-base.ts';

/** How large the pictures are that a measuring graph sees. Where they are resized, it is bicubic, widened where they get smaller. */
export const MetricSize = z.discriminatedUnion('type', [
  /** As they are, less the pixels at the sides that do not fill a multiple. */
  z.strictObject({ type: z.literal('native'), multipleOf: z.int().min(1).max(256) }),
  /** Made smaller, in their shape, where the longer side is longer than that. */
  z.strictObject({ type: z.literal('fit'), longestSide: z.int().min(16).max(8192) }),
  /** The shorter side made that long, and the square in the middle cut out. */
  z.strictObject({ type: z.literal('square'), side: z.int().min(16).max(4096) }),
]);
export type MetricSize = z.infer<typeof MetricSize>;

/**
 * A measurement by a trained network, or by any other graph: float32 RGB from 0 to 1 in, one number out.
 *
 * - `frame` [1,3,h,w]: the frame that is measured. With it may go `reference`: the true frame of the same moment; `before`: the frame before
 *   it (the first frame then has no number); `first`: the first frame of the clip. All of one size.
 * - `clip` [n,3,h,w] alone: n frames, as `clip` says which.
 * - output: float32 with one element.
 *
 * The number of the clip is the mean of the numbers of its frames, pairs or windows.
 *
 * Or the motion between two pictures, which the warping error and tOF then take in place of the classical flow:
 *
 * - `before` and `frame` [1,3,h,w], both sides dynamic, in any order: two pictures of one clip, RGB 0 to 1, at the size at which motion is
 *   looked for (longer side at most 640), filled up at the right and at the bottom with the last pixels to multiples of `size.multipleOf`.
 * - output: `flow` float32 [1,2,h,w]: x and y in pixels. What is at p in `before` is at p + flow(p) in `frame`.
 */
export const MetricManifest = z.strictObject({
  ...manifestBase,
  kind: z.literal('metric'),
  precision: z.enum(['fp32', 'fp16', 'int8']),
  /** One of the package's files. Weights in a file of their own (external data) lie beside it and are listed too. */
  model: z.string(),
  /** Of its numbers; empty where they have none. */
  unit: z.string().max(12),
  better: z.enum(['higher', 'lower', 'neither']),
  /** What exactly is computed, in one or two sentences. */
  definition: z.string().min(1).max(600),
  inputs: z.array(z.strictObject({ sees: z.enum(['frame', 'reference', 'before', 'first', 'clip']), tensor: TensorSpec })).min(1),
  output: TensorSpec,
  /** Left out: a number. */
  answers: z.enum(['number', 'flow']).optional(),
  /** Windows of so many frames, each `step` after the last, a new window every `stride` frames. Null unless an input sees a clip. */
  clip: z.strictObject({ frames: z.int().min(2).max(256), step: z.int().min(1).max(64), stride: z.int().min(1).max(4096) }).nullable(),
  size: MetricSize,
  /** Of one run, per pixel of the pictures that the graph sees. */
  memory: MemoryProfile,
});
export type MetricManifest = z.infer<typeof MetricManifest>;
