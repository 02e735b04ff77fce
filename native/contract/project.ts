import { z } from 'zod';
import { Caption } from './caption.ts';
import { MediaInfo, MediaRef, Rational } from './media.ts';
import { OutputSettings, Recipe } from './recipe.ts';

export const ProjectId = z.string().min(1).brand<'ProjectId'>();
export type ProjectId = z.infer<typeof ProjectId>;
export const AssetId = z.string().min(1).max(64).brand<'AssetId'>();
export type AssetId = z.infer<typeof AssetId>;
export const SegmentId = z.string().min(1).max(64).brand<'SegmentId'>();
export type SegmentId = z.infer<typeof SegmentId>;

const Name = z.string().trim().min(1).max(200);

/** How a file is found again after it moved: its size and the SHA-256 of its first and last MiB. */
export const Fingerprint = z.strictObject({ sizeBytes: z.int().nonnegative(), sha256: z.string() });
export type Fingerprint = z.infer<typeof Fingerprint>;

/** The project itself: one record. */
export const ProjectRecord = z.strictObject({
  kind: z.literal('project'),
  id: z.literal('project'),
  name: Name,
  /** What a new segment starts with. */
  recipe: Recipe,
  output: OutputSettings,
});
export type ProjectRecord = z.infer<typeof ProjectRecord>;

/** More would not fit into a message together with what they replace. */
export const MAX_EDITED_CUTS = 4000;

/** What a user made of the shots that were found: `cuts` are all first frames of shots but 0, ascending; null: as they were found. Off: the clip is one shot. */
export const AssetShots = z.strictObject({ off: z.boolean(), cuts: z.array(z.int().positive()).max(MAX_EDITED_CUTS).nullable() });
export type AssetShots = z.infer<typeof AssetShots>;

/** More would not fit into a message together with what they replace. */
export const MAX_MARKERS = 1000;

/** In letters. */
export const MAX_MARKER_NAME = 100;

/** A place in a clip that is worth finding again. */
export const Marker = z.strictObject({ frame: z.int().nonnegative(), name: z.string().trim().max(MAX_MARKER_NAME) });
export type Marker = z.infer<typeof Marker>;

/** An imported file. */
export const Asset = z.strictObject({
  kind: z.literal('asset'),
  id: AssetId,
  name: Name,
  path: z.string(),
  /** From the project file's folder, with `/`; null when on another drive. */
  relativePath: z.string().nullable(),
  fingerprint: Fingerprint,
  media: MediaInfo,
  importedAt: z.iso.datetime(),
  /** Absent: as they are found. */
  shots: AssetShots.optional(),
  /** Ascending, one at a frame. Absent: none. */
  markers: z.array(Marker).max(MAX_MARKERS).optional(),
});
export type Asset = z.infer<typeof Asset>;

/**
 * The edit that a segment was imported from: where the first frame of its asset would lie in it, in frames from 00:00:00:00. So the
 * segment lies at `originFrame + inFrame`, however it is trimmed or split since. May be negative.
 */
export const RecordOrigin = z.strictObject({ originFrame: z.int(), rate: Rational, dropFrame: z.boolean() });
export type RecordOrigin = z.infer<typeof RecordOrigin>;

/** A trimmed range of one asset with its own prompt and recipe. Frames are absolute, out is exclusive. */
export const Segment = z.strictObject({
  kind: z.literal('segment'),
  id: SegmentId,
  assetId: AssetId,
  name: Name,
  inFrame: z.int().nonnegative(),
  outFrame: z.int().positive(),
  /**
   * A run reads the prompts of `recipe`, and no others. Where its model reads text these two are the same words, kept so by the engine
   * whichever is edited; where it reads none they wait for one that does. An empty negative prompt is the package's own.
   */
  prompt: z.string().max(4000),
  negativePrompt: z.string().max(4000),
  /** What the prompt was before anybody edited it; null or absent where it was typed. */
  caption: Caption.nullable().optional(),
  recipe: Recipe,
  output: OutputSettings,
  /** Only of segments that came from another program's edit. */
  record: RecordOrigin.optional(),
});
export type Segment = z.infer<typeof Segment>;

/** What edits change and undo restores. Jobs and runs are not in here: they cannot be undone. */
export const ProjectItem = z.discriminatedUnion('kind', [ProjectRecord, Asset, Segment]);
export type ProjectItem = z.infer<typeof ProjectItem>;

/** One change of the project, complete in itself, applied forwards or backwards. */
export const Diff = z.strictObject({
  added: z.array(ProjectItem),
  updated: z.array(z.tuple([ProjectItem, ProjectItem])),
  removed: z.array(ProjectItem),
});
export type Diff = z.infer<typeof Diff>;

export const HistoryState = z.strictObject({
  /** What undo would take back, in the user's words ("Split segment"); null when there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type HistoryState = z.infer<typeof HistoryState>;

/** The small part of an open project; items come in pages (`project.items`). */
export const ProjectHead = z.strictObject({
  id: ProjectId,
  path: z.string(),
  name: Name,
  schemaVersion: z.int(),
  history: HistoryState,
  /** Set when the file was migrated at opening: where the copy of the old one lies. */
  backupPath: z.string().nullable(),
});
export type ProjectHead = z.infer<typeof ProjectHead>;

export const RecentProject = z.strictObject({
  path: z.string(),
  name: Name,
  openedAt: z.iso.datetime(),
  /** False when the file is gone. */
  exists: z.boolean(),
  /** A small still of what is in it, as it was when it was closed last; null where there is none (any more). */
  picture: MediaRef.nullable(),
});
export type RecentProject = z.infer<typeof RecentProject>;
