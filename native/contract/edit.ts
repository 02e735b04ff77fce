import { z } from 'zod';
import { Caption } from './caption.ts';
import { AssetId, AssetShots, Marker, MAX_MARKERS, ProjectRecord, Segment, SegmentId } from './project.ts';
import { MAX_COPIES, MAX_PASTED_INTO, SegmentSettings } from './segment-copy.ts';
import { PromptSettings } from './segment-prompt.ts';

const segmentFields = Segment.omit({ kind: true, id: true, assetId: true });

/**
 * What a user can do to a project. The engine turns each into a diff; ids of new items are chosen by
 * the client, so that it can select what it made without waiting.
 */
export const Edit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('project.update'), changes: ProjectRecord.pick({ name: true, recipe: true, output: true }).partial() }),
  /** Removes the asset and its segments; files on disk stay. */
  z.strictObject({ type: z.literal('asset.remove'), id: AssetId }),
  /** Points an asset at its file's new place; refused when the fingerprint differs unless `force`. */
  z.strictObject({ type: z.literal('asset.relink'), id: AssetId, path: z.string(), force: z.boolean().default(false) }),
  /** Where its shots begin; restores that look for shots keep to these. */
  z.strictObject({ type: z.literal('asset.shots'), id: AssetId, shots: AssetShots }),
  /** All markers of the asset, in any order. Of several at one frame the last counts. */
  z.strictObject({ type: z.literal('asset.markers'), id: AssetId, markers: z.array(Marker).max(MAX_MARKERS) }),
  /** Fields not given come from the project's defaults. */
  z.strictObject({
    type: z.literal('segment.add'),
    id: SegmentId,
    assetId: AssetId,
    fields: segmentFields.partial().required({ inFrame: true, outFrame: true }),
  }),
  /** Trim, rename, prompt, recipe, output. */
  z.strictObject({ type: z.literal('segment.update'), id: SegmentId, changes: segmentFields.partial() }),
  /** Other words for many segments at once; `caption` says where the prompt came from. */
  z.strictObject({
    type: z.literal('segment.prompt'),
    of: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('segments'), ids: z.array(SegmentId).min(1).max(1000) }),
      z.strictObject({ type: z.literal('asset'), id: AssetId }),
      z.strictObject({ type: z.literal('project') }),
    ]),
    settings: PromptSettings,
    caption: Caption.nullable().optional(),
  }),
  /** What a segment is restored with, taken over by others. */
  z.strictObject({ type: z.literal('segment.settings'), ids: z.array(SegmentId).min(1).max(MAX_PASTED_INTO), settings: SegmentSettings }),
  /** New segments after the picture of others. A name that is taken gets a number. */
  z.strictObject({
    type: z.literal('segment.copies'),
    how: z.enum(['paste', 'duplicate']),
    /** Of the whole gesture, for the undo menu: what does not fit into one message comes in several. */
    count: z.int().positive().max(MAX_COPIES),
    segments: z
      .array(Segment.omit({ kind: true, record: true }))
      .min(1)
      .max(MAX_COPIES),
  }),
  /** Cuts at `frame`: the left part keeps the id and its runs, the right part is new. */
  z.strictObject({ type: z.literal('segment.split'), id: SegmentId, frame: z.int(), newId: SegmentId }),
  z.strictObject({ type: z.literal('segment.remove'), ids: z.array(SegmentId).min(1) }),
]);
export type Edit = z.infer<typeof Edit>;
