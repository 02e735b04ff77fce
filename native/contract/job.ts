import { z } from 'zod';
import { RpcError } from './rpc.ts';
import { FrameRange, MediaRef } from './media.ts';
import { MetricResult } from './metric.ts';
import { ProviderName } from './device-choice.ts';
import { ProjectId, SegmentId } from './project.ts';
import { OutputSettings, Recipe } from './recipe.ts';

export const JobId = z.string().min(1).max(64).brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;
export const RunId = z.string().min(1).max(64).brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

export const JobState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'canceled']);
export type JobState = z.infer<typeof JobState>;

export const JobProgress = z.strictObject({
  /** In words, shown as it is: "Restoring frame 41 of 240". */
  stage: z.string(),
  /** Work done and to do, in frames. done == total is not "finished": the state is. */
  done: z.int().nonnegative(),
  total: z.int().positive(),
  framesPerSec: z.number().nonnegative().nullable(),
  etaMs: z.int().nonnegative().nullable(),
});
export type JobProgress = z.infer<typeof JobProgress>;

/** One check of a written file against its source. */
export const OutputCheck = z.strictObject({
  name: z.enum([
    'frame-count',
    'timestamps',
    'size',
    'sample-aspect-ratio',
    'rotation',
    'color',
    'bit-depth',
    'audio',
    'audio-offset',
    'subtitles',
    'start-timecode',
  ]),
  status: z.enum(['same', 'differs', 'not-applicable']),
  expected: z.string(),
  actual: z.string(),
});
export const OutputReport = z.strictObject({
  /** False when a check that was not asked for differs; the job then fails with `output-wrong`. */
  ok: z.boolean(),
  checks: z.array(OutputCheck),
});
export type OutputCheck = z.infer<typeof OutputCheck>;
export type OutputReport = z.infer<typeof OutputReport>;

/** One line of what a job did: `done` as it should, `note` for what the user should know of, `error` for why it ended. */
export const JobLogEntry = z.strictObject({ at: z.iso.datetime(), kind: z.enum(['done', 'note', 'error']), text: z.string() });
export type JobLogEntry = z.infer<typeof JobLogEntry>;

/** What all jobs have. Times are null until they have come. */
const jobFields = {
  id: JobId,
  /** Null for a job from the command line without a project: it lives as long as the engine. */
  projectId: ProjectId.nullable(),
  segmentId: SegmentId.nullable(),
  title: z.string(),
  state: JobState,
  /** Place in the queue, ascending. */
  position: z.number(),
  /** What is read. */
  sourcePath: z.string(),
  /** Frames of the clip: to be restored, or that the exported result holds. */
  range: FrameRange,
  output: OutputSettings,
  outputPath: z.string(),
  progress: JobProgress.nullable(),
  error: RpcError.nullable(),
  /** Sentences for the user: falling back to smaller tiles, resumed after a crash ... */
  notes: z.array(z.string()),
  /** What it did and when, oldest first, over all its attempts; of a long one the middle is left out. */
  log: z.array(JobLogEntry).optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
};

/** Restores one range of one source into one file. */
export const RestoreJob = z.strictObject({
  ...jobFields,
  /** A preview's output goes into the cache; a restore's to the user's folder. */
  purpose: z.enum(['restore', 'preview']),
  recipe: Recipe,
  /** The run that it made. */
  runId: RunId.nullable(),
});
export type RestoreJob = z.infer<typeof RestoreJob>;

/** What an export wrote. */
export const ExportedFile = z.strictObject({
  sizeBytes: z.int().nonnegative(),
  report: OutputReport,
  /** What the file was held against: the result itself where its source is gone. */
  against: z.enum(['source', 'result']),
});
export type ExportedFile = z.infer<typeof ExportedFile>;

/** Writes a run's file (`sourcePath`) into another one. An interrupted one starts over. */
export const ExportJob = z.strictObject({
  ...jobFields,
  purpose: z.literal('export'),
  runId: RunId,
  /** The clip that the run was made of, which the file is held against; null when it was gone already. */
  originalPath: z.string().nullable(),
  /** The run's file is as wanted: it is copied, and nothing is encoded again. */
  copy: z.boolean(),
  /** Null until it is done. */
  written: ExportedFile.nullable(),
});
export type ExportJob = z.infer<typeof ExportJob>;

/** A queued piece of work. */
export const Job = z.discriminatedUnion('purpose', [RestoreJob, ExportJob]);
export type Job = z.infer<typeof Job>;

/** Not begun: its place in the queue says when it will, and can be changed. */
export function isWaiting({ state, startedAt }: Pick<Job, 'state' | 'startedAt'>): boolean {
  return state === 'queued' || (state === 'paused' && startedAt === null);
}

/** One execution of a recipe on a segment: everything needed to make the same bits again. */
export const Run = z.strictObject({
  id: RunId,
  segmentId: SegmentId.nullable(),
  jobId: JobId,
  purpose: z.enum(['restore', 'preview']),
  range: FrameRange,
  recipe: Recipe,
  output: OutputSettings,
  outputPath: z.string(),
  outputSizeBytes: z.int().nonnegative(),
  /** SHA-256 of the decoded RGB frames, in order; the bits a rerun must give again. */
  framesSha256: z.string(),
  frameCount: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  report: OutputReport,
  model: z.strictObject({ id: z.string(), version: z.string(), sha256: z.string() }),
  device: z.strictObject({ provider: ProviderName, name: z.string() }),
  versions: z.strictObject({ app: z.string(), onnxruntime: z.string(), ffmpeg: z.string() }),
  timing: z.strictObject({ wallMs: z.number(), inferenceMs: z.number(), decodeWaitMs: z.number(), encodeWaitMs: z.number() }),
  /** What was measured of it, by the metrics' versions of then; those of now are told by `metrics.list`. */
  metrics: z.array(MetricResult).optional(),
  note: z.string().max(2000),
  starred: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Run = z.infer<typeof Run>;

/** What a restore would take, before it starts. */
export const Estimate = z.strictObject({
  frames: z.int().positive(),
  outputWidth: z.int().positive(),
  outputHeight: z.int().positive(),
  timeMs: z.int().nonnegative().nullable(),
  memoryBytes: z.int().nonnegative(),
  diskBytes: z.int().nonnegative(),
  /** Of a diffusion model; its denoised windows are kept for a resume and take `keptBytes` of the cache. Null for others. */
  diffusion: z
    .strictObject({ windows: z.int().positive(), denoiserCalls: z.int().positive(), keptBytes: z.int().nonnegative() })
    .nullable(),
  /** `measured` when a run on this device with this package is on record. */
  basis: z.enum(['measured', 'assumed']),
  device: z.strictObject({ provider: ProviderName, name: z.string() }),
});
export type Estimate = z.infer<typeof Estimate>;

/** A still or a proxy of a run or of a source. */
export const PictureSource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('asset'), id: z.string() }),
  z.strictObject({ type: z.literal('run'), id: RunId }),
]);
export type PictureSource = z.infer<typeof PictureSource>;

export const Proxy = z.strictObject({
  ref: MediaRef,
  width: z.int().positive(),
  height: z.int().positive(),
  frameCount: z.int().positive(),
  /** Constant rate of the proxy; frame i of the source is shown at (i + 0.5) / rate. */
  framesPerSec: z.number().positive(),
});
export type Proxy = z.infer<typeof Proxy>;
