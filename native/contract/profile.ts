import { z } from 'zod';
import { MediaRef } from './media.ts';

/**
 * The row or column of the upright picture that a temporal profile looks at. `position` is a fraction of its height (row) or width
 * (column), so that one line means the same place in a source and in its enlarged results: pixel floor(position * length).
 */
export const ScanLine = z.strictObject({ axis: z.enum(['row', 'column']), position: z.number().min(0).lt(1) });
export type ScanLine = z.infer<typeof ScanLine>;

/** Frames of one page at most: its picture stays small and is there within seconds. */
export const PROFILE_PAGE_FRAMES = 256;

/** One frame per pixel from left to right; from top to bottom the pixels of the line, left to right of a row or top to bottom of a column. */
export const ProfilePage = z.strictObject({
  ref: MediaRef,
  /** Of the asset absolute, of a run its own. */
  startFrame: z.int().nonnegative(),
  /** Width of the picture. */
  frameCount: z.int().positive(),
  /** Height of the picture: pixels on the line. */
  linePixels: z.int().positive(),
});
export type ProfilePage = z.infer<typeof ProfilePage>;

/** Where a run's windows and shots lie, in absolute frames of its source. */
export const RunWindows = z.strictObject({
  /** First frames of shots, inside of what was asked for. */
  cuts: z.array(z.int().nonnegative()),
  /** Null for models that take each frame by itself. */
  windows: z
    .strictObject({ length: z.int().positive(), overlap: z.int().nonnegative(), starts: z.array(z.int().nonnegative()) })
    .nullable(),
});
export type RunWindows = z.infer<typeof RunWindows>;
