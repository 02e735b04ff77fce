import { z } from 'zod';
import { AssetId } from './project.ts';

/** Where the file of a missing asset may be now. */
export const MediaMatch = z.strictObject({
  id: AssetId,
  path: z.string(),
  /** `same`: its fingerprint is the imported file's. `alike`: name, length and picture size are, the content is not. */
  match: z.enum(['same', 'alike']),
});
export type MediaMatch = z.infer<typeof MediaMatch>;

/** An asset's file at its new place. `force`: another file than the imported one is meant. */
export const MediaLink = z.strictObject({ id: AssetId, path: z.string(), force: z.boolean().default(false) });
export type MediaLink = z.infer<typeof MediaLink>;
