import { z } from 'zod';

/** The measurements that come with Interweave. `-rgb`, `-y` and `-luma` (Y as it is stored) say of which channels. */
export const BuiltInMetric = z.enum([
  'psnr-rgb',
  'psnr-y',
  'ssim-rgb',
  'ssim-y',
  'psnr-luma',
  'ssim-luma',
  'flicker',
  'flicker-luma',
  'e-warp',
  'tof-reference',
  'tof-source',
  'seam',
  'sharpness',
  'noise',
  'color-shift',
]);
export type BuiltInMetric = z.infer<typeof BuiltInMetric>;

/** Every measurement by its precise name: one of those that come with Interweave, or the id of a package of the kind `metric`. */
export const MetricName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
export type MetricName = z.infer<typeof MetricName>;

/** What a metric is, for whoever shows or compares it. */
export const MetricFacts = z.strictObject({
  name: MetricName,
  /** Another one when the same pixels give another number. Of a package it is made of the checksums of its files. */
  version: z.int().positive(),
  /** What its package calls its version; left out for what comes with Interweave. */
  packageVersion: z.string().optional(),
  /** The package that finds the motion, and its version; left out where none is needed, or the classical flow is used. */
  flow: z.string().optional(),
  title: z.string(),
  /** Of the number for the whole clip; empty where it has none. */
  unit: z.string(),
  /** Of the numbers of the frames, which for some are not what the clip's number is. */
  frameUnit: z.string(),
  better: z.enum(['higher', 'lower', 'neither']),
  /** The same of the numbers of the frames, where those are another thing. */
  frameBetter: z.enum(['higher', 'lower', 'neither']).optional(),
  /**
   * `frame`: one number a frame. `pair`: one for each frame and the one before it, so the first frame has none. `clip`: one for each window
   * of several frames, which all of them have.
   */
  scope: z.enum(['frame', 'pair', 'clip']),
  /** What it needs beside the clip itself. */
  needs: z.enum(['nothing', 'reference', 'source', 'windows']),
  /** What exactly is computed, in one or two sentences. */
  definition: z.string(),
});
export type MetricFacts = z.infer<typeof MetricFacts>;

/** A measure that the field uses and whose package is not here, or cannot be used; `reason` says what to do. */
export const MissingMetric = z.strictObject({ title: z.string(), reason: z.string() });
export type MissingMetric = z.infer<typeof MissingMetric>;

export interface MissingGroup {
  readonly titles: readonly string[];
  readonly reason: string;
}

/** Those that lack the same together. */
export function groupedByReason(missing: readonly MissingMetric[]): readonly MissingGroup[] {
  const groups = new Map<string, string[]>();
  for (const { title, reason } of missing) groups.set(reason, [...(groups.get(reason) ?? []), title]);
  return [...groups].map(([reason, titles]) => ({ titles, reason }));
}

/** One metric of one clip. */
export const MetricResult = z.strictObject({
  name: MetricName,
  version: z.int().positive(),
  /** Null where there is nothing to measure; `note` says why. */
  value: z.number().nullable(),
  unit: z.string(),
  /** How it was measured this time: the optical flow, sizes. Empty where there is nothing to say. */
  detail: z.string(),
  note: z.string().nullable(),
});
export type MetricResult = z.infer<typeof MetricResult>;

/** Numbers of consecutive frames of a run, for a plot. */
export const MetricSeries = z.strictObject({
  version: z.int().positive(),
  /** Of the whole run. */
  frameCount: z.int().positive(),
  startFrame: z.int().nonnegative(),
  /** Null where a frame has no number. */
  values: z.array(z.number().nullable()),
});
export type MetricSeries = z.infer<typeof MetricSeries>;
/** So many numbers fit into a message. */
export const METRIC_SERIES_FRAMES = 2000;
