import { z } from 'zod';
import { Caption, CaptionFrame, CaptionSettings } from './caption.ts';
import { Edit } from './edit.ts';
import { InterchangeFormat, InterchangeRemark } from './interchange.ts';
import { RpcError } from './rpc.ts';
import { Estimate, Job, JobId, JobProgress, PictureSource, Proxy, Run, RunId } from './job.ts';
import { Filmstrip, FrameRange, MediaInfo, MediaRef, Waveform } from './media.ts';
import { METRIC_SERIES_FRAMES, MetricFacts, MetricName, MetricSeries, MissingMetric } from './metric.ts';
import { MediaLink, MediaMatch } from './media-search.ts';
import { ProfilePage, PROFILE_PAGE_FRAMES, RunWindows, ScanLine } from './profile.ts';
import { Device, ModelCard } from './model-manifest.ts';
import { Asset, AssetId, Diff, HistoryState, ProjectHead, ProjectId, ProjectItem, RecentProject, SegmentId } from './project.ts';
import { ExportSettings, OutputSettings, Recipe } from './recipe.ts';
import { PromptWords } from './segment-prompt.ts';
import { AppSettings, PromptPreset } from './settings.ts';

type MethodTable = Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;
const none = z.strictObject({});
const inProject = { projectId: ProjectId };
/** What an edit did. `project.changed` tells the same first, whole; a diff too large for one message comes in several events, and is empty here. */
const change = z.strictObject({ diff: Diff, history: HistoryState });

/** One page of a listing; `nextCursor` is null on the last. Pages are cut so that a reply stays under 64 KiB. */
const page = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** Chosen by the caller, so that it knows its own events. Null: nobody listens. */
const stream = z.string().min(1).max(64).nullable().default(null);

/** Where the key comes from that goes with a request; `none` is right for most local endpoints. */
const CaptionKeyFrom = z.enum(['key-store', 'environment', 'none']);

/** `cached`: the same frames were asked about before, so nothing was sent. */
const Described = z.strictObject({ caption: Caption, cached: z.boolean() });

/** What the prompts of a segment were before, from its undo steps. */
export const PastPrompt = PromptWords.extend({ usedAt: z.iso.datetime(), caption: Caption.nullable() });
export type PastPrompt = z.infer<typeof PastPrompt>;

/** Segments that were taken, and what was not: as many remarks as fit into a message, and how many more there are. */
const told = { count: z.int().nonnegative(), remarks: z.array(InterchangeRemark), moreRemarks: z.int().nonnegative() };

/** A refused import: the others go on. */
export const ImportRefusal = z.strictObject({ path: z.string(), error: RpcError });
export type ImportRefusal = z.infer<typeof ImportRefusal>;

export const FileEntry = z.strictObject({
  name: z.string(),
  path: z.string(),
  type: z.enum(['folder', 'media', 'project', 'model', 'edit', 'other']),
  sizeBytes: z.int().nonnegative(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const EngineInfo = z.strictObject({
  version: z.string(),
  platform: z.string(),
  cpuThreads: z.int().positive(),
  totalMemoryBytes: z.int().positive(),
  /** Resident memory of engine and compute together, now. */
  usedMemoryBytes: z.int().nonnegative(),
  ffmpeg: z.strictObject({ path: z.string(), version: z.string(), source: z.string() }).nullable(),
  /** False where better-sqlite3 cannot load; `projectsReason` says why and what to do. */
  projectsUsable: z.boolean(),
  projectsReason: z.string().nullable(),
  homeDirectory: z.string(),
});
export type EngineInfo = z.infer<typeof EngineInfo>;

/** Every method of the engine: `noun.verb`. */
export const engineMethods = {
  'engine.info': { input: none, output: EngineInfo },
  'devices.list': { input: z.strictObject({ refresh: z.boolean().default(false) }), output: z.strictObject({ devices: z.array(Device) }) },
  /** Folders and files of the machine the engine runs on, for windows attached from elsewhere. Null: the home folder. */
  'files.list': {
    input: z.strictObject({ directory: z.string().nullable() }),
    output: z.strictObject({ directory: z.string(), parent: z.string().nullable(), entries: z.array(FileEntry), truncated: z.boolean() }),
  },

  'models.list': { input: none, output: z.strictObject({ models: z.array(ModelCard) }) },
  'models.verify': { input: z.strictObject({ id: z.string() }), output: ModelCard },
  /** Fetches and converts; progress comes as `model.progressed`. Repeating it while installed does nothing. */
  'models.install': { input: z.strictObject({ id: z.string() }), output: ModelCard },
  /**
   * Converts a user's own ncnn model (`path`: its `.param`, the `.bin` beside it) into a package, or takes in a finished package (`path`:
   * its folder, or the `manifest.json` in it). `name` gives it another name and id. Progress comes as `model.progressed`.
   */
  'models.import': { input: z.strictObject({ path: z.string(), name: z.string().optional() }), output: ModelCard },
  /**
   * How much of each text a model reads, in its own tokens. `limit` is what fits, without the marks at both ends; 0 for a model that reads
   * no text. `kept` is the beginning of each text that it reads, ending before the first word that does not fit whole.
   */
  'models.countTokens': {
    input: z.strictObject({ id: z.string(), texts: z.array(z.string().max(20_000)).min(1).max(4) }),
    output: z.strictObject({ limit: z.int().nonnegative(), counts: z.array(z.int().nonnegative()), kept: z.array(z.string()) }),
  },

  'project.create': { input: z.strictObject({ path: z.string(), name: z.string() }), output: ProjectHead },
  'project.open': { input: z.strictObject({ path: z.string() }), output: ProjectHead },
  'project.close': { input: z.strictObject(inProject), output: none },
  'project.recent': { input: none, output: z.strictObject({ projects: z.array(RecentProject) }) },
  'project.forget': { input: z.strictObject({ path: z.string() }), output: none },
  /**
   * Lays the bundled clip into the data folder and says where it is, and where its project is or shall be. 'not-found' where the clip is
   * missing from the installation.
   */
  'project.sample': {
    input: none,
    output: z.strictObject({ clip: z.string(), project: z.string(), projectExists: z.boolean() }),
  },
  /** Writes the project as it is now, with its history, under another name; media and results stay where they are. The copy has an empty queue. */
  'project.saveCopy': { input: z.strictObject({ ...inProject, path: z.string() }), output: z.strictObject({ path: z.string() }) },
  /**
   * Copies the project with its sources and results into a folder of its own in `directory`; links are changed in the copy only. Refused
   * before it begins where the disk has too little room. Progress comes as `project.collected`, and the call can be canceled. `missing`:
   * files that are not where they were, which stay linked as they are.
   */
  'project.collect': {
    input: z.strictObject({ ...inProject, directory: z.string(), stream }),
    output: z.strictObject({
      path: z.string(),
      folder: z.string(),
      files: z.int().nonnegative(),
      sizeBytes: z.int().nonnegative(),
      missing: z.array(z.string()),
    }),
  },
  'project.items': { input: z.strictObject({ ...inProject, cursor: z.string().nullable() }), output: page(ProjectItem) },
  /** Edits with the same `gesture` merge into one undo step. */
  'project.edit': { input: z.strictObject({ ...inProject, edit: Edit, gesture: z.string().nullable().default(null) }), output: change },
  /** Takes an unfinished gesture back (Escape), leaving no redo step. */
  'project.cancelGesture': { input: z.strictObject({ ...inProject, gesture: z.string() }), output: change },
  'project.undo': { input: z.strictObject(inProject), output: change },
  'project.redo': { input: z.strictObject(inProject), output: change },

  /** Newest first, each wording once; the present one is not among them. */
  'project.pastPrompts': {
    input: z.strictObject({ ...inProject, segmentId: SegmentId }),
    output: z.strictObject({ prompts: z.array(PastPrompt) }),
  },

  'settings.get': { input: none, output: AppSettings },
  /** Replaces the parts that are given. */
  'settings.set': {
    input: z.strictObject({
      captions: CaptionSettings.optional(),
      promptPresets: z.array(PromptPreset).max(50).optional(),
      tourSeen: z.boolean().optional(),
    }),
    output: AppSettings,
  },

  /** Whether captions can be asked for now; `reason` says why not and what to do. Sends nothing. */
  'caption.status': {
    input: none,
    output: z.strictObject({ usable: z.boolean(), reason: z.string().nullable(), endpointHost: z.string(), keyFrom: CaptionKeyFrom }),
  },
  /** The frames that would be sent for a segment, as they would be sent. Sends nothing. */
  'caption.frames': {
    input: z.strictObject({ ...inProject, segmentId: SegmentId }),
    output: z.strictObject({ frames: z.array(CaptionFrame) }),
  },
  /** Asks the endpoint what a segment shows. Text comes as `caption.streamed`; the segment itself is not changed. */
  'caption.describe': {
    input: z.strictObject({ ...inProject, segmentId: SegmentId, stream, again: z.boolean().default(false) }),
    output: Described,
  },
  /**
   * Asks for one segment after the other and gives each its prompt, all as one undo step; one that fails does not stop the rest. Those that
   * have a prompt are left alone unless `overwrite`. `segmentIds` null: all of the project. Progress comes as `caption.progressed`.
   */
  'caption.describeAll': {
    input: z.strictObject({
      ...inProject,
      segmentIds: z.array(SegmentId).min(1).max(1000).nullable(),
      overwrite: z.boolean().default(false),
      stream,
    }),
    output: z.strictObject({
      described: z.int().nonnegative(),
      skipped: z.int().nonnegative(),
      failed: z.int().nonnegative(),
      /** The first of those that failed. */
      failures: z.array(z.strictObject({ segmentId: SegmentId, name: z.string(), error: RpcError })),
    }),
  },
  /** The same of a file without a project (the command line), with settings of its own. Range null: the whole clip. */
  'caption.describeFile': {
    input: z.strictObject({
      path: z.string(),
      range: FrameRange.nullable(),
      settings: CaptionSettings,
      stream,
    }),
    output: Described,
  },
  /** Sends a picture of colour bars with these settings, to see whether the endpoint works. Needs no `enabled`: it was asked for. */
  'caption.try': {
    input: z.strictObject({ settings: CaptionSettings }),
    output: z.strictObject({ text: z.string(), endpointHost: z.string(), tookMs: z.int().nonnegative(), picture: MediaRef }),
  },

  'media.probe': { input: z.strictObject({ path: z.string() }), output: MediaInfo },
  /** Files or folders; one undo step. Of many, the reply holds as many as fit into a message; `project.changed` tells all. */
  'asset.import': {
    input: z.strictObject({ ...inProject, paths: z.array(z.string()).min(1).max(500) }),
    output: z.strictObject({ assets: z.array(Asset), refused: z.array(ImportRefusal), history: HistoryState }),
  },
  /** Which assets' files are where they were. */
  'asset.check': {
    input: z.strictObject(inProject),
    output: z.strictObject({ missing: z.array(z.strictObject({ id: AssetId, suggestedPath: z.string().nullable() })) }),
  },
  /**
   * Looks through a folder and all below it for the files of all missing assets. Ends when each has been found by its fingerprint.
   * The reply holds as many matches as fit into a message; relinked ones are not looked for again. Progress comes as `asset.searched`.
   */
  'asset.search': {
    input: z.strictObject({ ...inProject, folder: z.string(), stream }),
    output: z.strictObject({ matches: z.array(MediaMatch), moreMatches: z.int().nonnegative(), files: z.int().nonnegative() }),
  },
  /** Points assets at their files' new places, all of them or none, as one undo step. A link that is not `force` has to lead to the same file. */
  'asset.relink': { input: z.strictObject({ ...inProject, links: z.array(MediaLink).min(1).max(500) }), output: change },
  /** One decoded frame as a picture, by absolute frame index of the asset, or by index within the run. */
  'picture.still': {
    input: z.strictObject({
      ...inProject,
      of: PictureSource,
      frame: z.int().nonnegative(),
      maxWidth: z.int().min(16).max(8192).nullable(),
    }),
    output: MediaRef,
  },
  /** A small all-intra copy for playing. Made once, then from the cache. */
  'picture.proxy': { input: z.strictObject({ ...inProject, of: PictureSource, maxHeight: z.int().min(64).max(2160) }), output: Proxy },
  'picture.filmstrip': {
    input: z.strictObject({
      ...inProject,
      assetId: AssetId,
      range: FrameRange,
      tiles: z.int().min(1).max(64),
      tileHeight: z.int().min(16).max(256),
    }),
    output: Filmstrip,
  },
  /** How loud the first sound of an asset is; refused where it has none. */
  'picture.waveform': { input: z.strictObject({ ...inProject, assetId: AssetId }), output: Waveform },
  /** First frames of the shots that the picture shows, ascending, without 0; as many as can be edited, and how many there are. */
  'shots.find': {
    input: z.strictObject({ ...inProject, assetId: AssetId }),
    output: z.strictObject({ cuts: z.array(z.int().positive()), total: z.int().nonnegative() }),
  },
  /** A piece of a temporal profile; frames of an asset absolute, of a run its own. Asked page by page, so that each shows when it is ready. */
  'profile.page': {
    input: z
      .strictObject({ ...inProject, of: PictureSource, line: ScanLine, range: FrameRange })
      .refine(
        ({ range }) => range.endFrame - range.startFrame <= PROFILE_PAGE_FRAMES,
        `a page holds at most ${PROFILE_PAGE_FRAMES} frames`,
      ),
    output: ProfilePage,
  },
  /** Writes lanes under each other on one time axis as a PNG; runs by what they have of `range` (absolute frames of the asset). Progress comes as `profile.progressed`. */
  'profile.save': {
    input: z.strictObject({
      ...inProject,
      assetId: AssetId,
      runIds: z.array(RunId).max(16),
      line: ScanLine,
      range: FrameRange,
      path: z.string(),
      overwrite: z.boolean().default(false),
    }),
    output: z.strictObject({ path: z.string(), width: z.int().positive(), height: z.int().positive() }),
  },

  /**
   * Writes segments as an edit for other programs. `of` source: the imported files; restored: each segment's best result, at the same
   * place in the edit and under the same name. Null: all segments. What the format cannot hold, or has no result, is in the remarks.
   */
  'segments.export': {
    input: z.strictObject({
      ...inProject,
      segmentIds: z.array(SegmentId).min(1).max(1500).nullable(),
      format: InterchangeFormat,
      of: z.enum(['source', 'restored']),
      path: z.string(),
      overwrite: z.boolean().default(false),
    }),
    output: z.strictObject({ path: z.string(), ...told }),
  },
  /** Adds the cuts of another program's edit (CSV, EDL, OTIO, FCPXML) as segments of the project's media: one undo step. */
  'segments.import': {
    input: z.strictObject({ ...inProject, path: z.string() }),
    output: z.strictObject({ ...told, firstId: SegmentId.nullable(), history: HistoryState }),
  },

  'restore.estimate': {
    input: z.strictObject({ ...inProject, segmentId: SegmentId, recipe: Recipe, output: OutputSettings }),
    output: Estimate,
  },
  /** Queues one job per segment. `directory` null: "<project> results" beside the project file. */
  'restore.start': {
    input: z.strictObject({
      ...inProject,
      segmentIds: z.array(SegmentId).min(1).max(1000),
      purpose: z.enum(['restore', 'preview']),
      /** Only these frames (absolute, cut to each segment): what a preview is made of. Null: whole segments. */
      range: FrameRange.nullable().default(null),
      directory: z.string().nullable(),
    }),
    output: z.strictObject({ jobs: z.array(JobId) }),
  },
  /**
   * Queues a job for a file (the command line). Range null: the whole clip. With `segment`, its run is kept in that open project; the
   * file has to be the segment's own. Without, the run lives as long as the job is listed.
   */
  'restore.file': {
    input: z.strictObject({
      segment: z
        .strictObject({ ...inProject, id: SegmentId })
        .nullable()
        .default(null),
      sourcePath: z.string(),
      range: FrameRange.nullable(),
      recipe: Recipe,
      output: OutputSettings,
      outputPath: z.string(),
      overwrite: z.boolean().default(false),
      /** False: frames kept from an interrupted run of the same work are not used. */
      resume: z.boolean().default(true),
    }),
    output: z.strictObject({ job: JobId }),
  },

  'job.list': { input: z.strictObject({ cursor: z.string().nullable() }), output: page(Job) },
  /** The run that a done job made, or wrote into another file; without a project it lives as long as the job is listed. */
  'job.result': { input: z.strictObject({ id: JobId }), output: Run },
  'job.cancel': { input: z.strictObject({ id: JobId }), output: Job },
  'job.pause': { input: z.strictObject({ id: JobId }), output: Job },
  'job.resume': { input: z.strictObject({ id: JobId }), output: Job },
  'job.retry': { input: z.strictObject({ id: JobId }), output: Job },
  /** Lets a waiting job run before another that waits (`before` null: last). One that has begun or ended is refused: 'conflict'. */
  'job.move': { input: z.strictObject({ id: JobId, before: JobId.nullable() }), output: Job },
  /** Takes an ended job off the list. */
  'job.forget': { input: z.strictObject({ id: JobId }), output: none },

  'run.list': { input: z.strictObject({ ...inProject, cursor: z.string().nullable() }), output: page(Run) },
  /** The windows that the run was made in, and the cuts they kept to, as far as they touch `range` (absolute frames, at most 20,000). */
  'run.windows': {
    input: z
      .strictObject({ ...inProject, id: RunId, range: FrameRange })
      .refine(({ range }) => range.endFrame - range.startFrame <= 20_000, 'windows are told for at most 20,000 frames at once'),
    output: RunWindows,
  },
  'run.update': {
    input: z.strictObject({ ...inProject, id: RunId, note: z.string().max(2000).optional(), starred: z.boolean().optional() }),
    output: Run,
  },
  /** Every metric that there is, and its present version: a run's number of another version is stale. */
  'metrics.list': { input: none, output: z.strictObject({ metrics: z.array(MetricFacts), missing: z.array(MissingMetric) }) },
  /**
   * Measures a run against its source and keeps the numbers with it. `metrics` null: all that can be. `referenceId`: the clip as it should
   * be, of the result's size, frame by frame as the source. Takes as long as it takes: progress comes as `metrics.progressed`, and the
   * call can be canceled.
   */
  'metrics.measure': {
    input: z.strictObject({
      ...inProject,
      id: RunId,
      metrics: z.array(MetricName).min(1).nullable().default(null),
      referenceId: AssetId.nullable().default(null),
    }),
    output: Run,
  },
  /** Numbers of single frames, counted from the run's first. 'not-found' until it was measured, or when the cache was cleared since. */
  'metrics.series': {
    input: z.strictObject({
      ...inProject,
      id: RunId,
      metric: MetricName,
      startFrame: z.int().nonnegative(),
      frames: z.int().min(1).max(METRIC_SERIES_FRAMES),
    }),
    output: MetricSeries,
  },
  /**
   * Queues one job per result, which writes it into a folder under a name that is free there, and reads the file back. With the settings
   * it was made with, it is copied; with others, encoded again. `directory` null: "<project> exports" beside the project file.
   */
  'run.export': {
    input: z.strictObject({
      ...inProject,
      ids: z.array(RunId).min(1).max(1000),
      output: ExportSettings,
      directory: z.string().nullable(),
    }),
    output: z.strictObject({ jobs: z.array(JobId) }),
  },
  /** Deletes the run and, when asked, the file it wrote. */
  'run.remove': { input: z.strictObject({ ...inProject, id: RunId, deleteFile: z.boolean() }), output: none },
} as const satisfies MethodTable;

export type EngineMethods = typeof engineMethods;
export type EngineMethod = keyof EngineMethods;
export type MethodInput<M extends EngineMethod> = z.input<EngineMethods[M]['input']>;
export type MethodOutput<M extends EngineMethod> = z.output<EngineMethods[M]['output']>;

/** Every event of the engine: `noun.pastTense`. */
export const engineEvents = {
  'project.changed': z.strictObject({ ...inProject, diff: Diff, history: HistoryState }),
  /** Files that are being copied, all of them together, and the one under way; at most ten a second. */
  'project.collected': z.strictObject({
    stream: z.string(),
    file: z.string(),
    copiedBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  /** The list of recent projects has a new picture. */
  'project.remembered': none,
  'job.changed': Job,
  /** At most ten a second and job. */
  'job.progressed': z.strictObject({ id: JobId, progress: JobProgress }),
  /** Off the list: taken off it by the user, or with its project, which was closed. */
  'job.forgotten': z.strictObject({ id: JobId }),
  'run.changed': z.strictObject({ ...inProject, run: Run }),
  'run.removed': z.strictObject({ ...inProject, id: RunId }),
  /** A run that is being measured; at most ten a second. */
  'metrics.progressed': z.strictObject({ ...inProject, id: RunId, done: z.int().nonnegative(), total: z.int().positive() }),
  /** Files looked at so far, missing assets found among them, and the folder that is being read. */
  'asset.searched': z.strictObject({
    stream: z.string(),
    files: z.int().nonnegative(),
    found: z.int().nonnegative(),
    folder: z.string(),
  }),
  /** A profile that is being saved, known by the path it is written to. */
  'profile.progressed': z.strictObject({ ...inProject, path: z.string(), fraction: z.number().min(0).max(1) }),
  'model.progressed': z.strictObject({ id: z.string(), stage: z.string(), fraction: z.number().min(0).max(1) }),
  'model.changed': ModelCard,
  'settings.changed': AppSettings,
  /** The answer so far, cleaned as the whole will be; at most ten a second and call. */
  'caption.streamed': z.strictObject({ stream: z.string(), text: z.string().max(4000) }),
  /** `segmentId`: the one that is being described now; null at the end. */
  'caption.progressed': z.strictObject({
    stream: z.string(),
    segmentId: SegmentId.nullable(),
    done: z.int().nonnegative(),
    failed: z.int().nonnegative(),
    total: z.int().nonnegative(),
  }),
  /** Something the user should know that no call is waiting for. */
  'engine.warned': z.strictObject({ message: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type EngineEvents = typeof engineEvents;
export type EngineEventName = keyof EngineEvents;
export type EventPayload<E extends EngineEventName> = z.output<EngineEvents[E]>;

/** What an AbortSignal of any runtime is, for a room that has neither the DOM's nor Node's types. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void, options?: { readonly once?: boolean }) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}
export interface CallOptions {
  readonly signal?: CancelSignal;
}
/** Typed calls, as a window or the command line sees the engine. Rejects with AppError. */
export interface EngineClient {
  readonly call: <M extends EngineMethod>(method: M, input: MethodInput<M>, options?: CallOptions) => Promise<MethodOutput<M>>;
  /** Returns the function that unsubscribes. */
  readonly on: <E extends EngineEventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void;
  readonly onClose: (listener: () => void) => () => void;
  readonly close: () => void;
}
