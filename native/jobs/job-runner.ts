import { createHash, randomUUID } from 'node:crypto';
import { AppError, RunId } from '../contract/index.ts';
import type { JobProgress, MediaInfo, RestoreJob, Run } from '../contract/index.ts';
import { findFfmpeg } from '../media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { fingerprintFile } from '../media/fingerprint.ts';
import type { Frame } from '../media/frame.ts';
import { readFrames } from '../media/frame-reader.ts';
import { openFrameWriter } from '../media/frame-writer.ts';
import { probeWithTimestamps } from '../media/probe.ts';
import { cachedSceneCuts } from '../media/scene-cuts.ts';
import type { OpenPipeline, PipelineServices } from '../pipelines/pipeline.ts';
import { lookAhead } from '../pipelines/look-ahead.ts';
import { openPipeline } from '../pipelines/registry.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ComputePlaces, JobOptions, RestoredRun } from './compute-port.ts';
import { createProgressMeter } from './job-progress.ts';
import type { ProgressMeter } from './job-progress.ts';
import type { PauseGate } from './pause-gate.ts';

/** Decoded frames that may wait for the model. */
const DECODE_AHEAD = 2;

export interface JobContext {
  readonly services: PipelineServices;
  readonly places: ComputePlaces;
  readonly options: JobOptions;
  /** Aborted with an AppError as its reason. */
  readonly signal: AbortSignal;
  /** Asked when the signal is aborted: the frames are to stay in the checkpoint. */
  readonly keepFrames: () => boolean;
  readonly pauseGate: PauseGate;
  readonly progressed: (progress: JobProgress) => void;
  readonly note: (message: string) => void;
}

/** What the frames come from. */
interface Workplace {
  readonly job: RestoreJob;
  readonly context: JobInProgress;
  readonly tools: FfmpegTools;
  readonly media: MediaInfo;
  readonly bitDepth: 8 | 16;
  readonly deinterlace: boolean;
  readonly pipeline: OpenPipeline;
  readonly checkpoint: Checkpoint;
}

interface Timing {
  decodeWaitMs: number;
  encodeWaitMs: number;
}

/**
 * Restores: from the source file to the finished, checked output: probe, open the model, stream the frames
 * through it, write, read back, and record what was done. Leaves no file behind unless it resolves.
 */
export async function runJob(job: RestoreJob, context: JobContext): Promise<RestoredRun> {
  const meter = createProgressMeter({ total: frameCountOf(job), emit: context.progressed, paused: context.pauseGate.isClosed });
  const releases: (() => unknown)[] = [() => meter.close()];
  try {
    return await restore(job, { ...context, meter, defer: (release) => releases.push(release) });
  } finally {
    for (const release of releases.reverse()) await release();
  }
}

interface JobInProgress extends JobContext {
  readonly meter: ProgressMeter;
  /** Called when the job ends, however it ends, last one first. */
  readonly defer: (release: () => unknown) => void;
}

async function restore(job: RestoreJob, context: JobInProgress): Promise<RestoredRun> {
  const { signal, places, meter, defer, note } = context;
  const startedMs = performance.now();

  // 1. The source
  meter.stage('Reading the source');
  const tools = await findFfmpeg({ configuredPath: places.ffmpegPath, resourcesDir: places.resourcesDir });
  const { media, framePts } = await probeWithTimestamps(tools, job.sourcePath, { thorough: false, signal });
  refuseRangeOutside(job, media);
  const bitDepth = media.video.bitDepth > 8 ? 16 : 8;

  // 2. The model
  meter.stage('Loading the model');
  const { width, height } = media.video;
  const deinterlace = wantsDeinterlacing(job, media);
  const fingerprint = await fingerprintFile(media.path);
  const key = JSON.stringify([fingerprint, media.video.index, bitDepth, deinterlace]);
  const source = { width, height, bitDepth, ...job.range, frameCount: media.video.frameCount, key } as const;
  const pipeline = await openPipeline(context.services, job.recipe, source, {
    ...{ signal, note, stage: meter.stage, worked: meter.worked, cacheDir: places.cacheDir, resume: context.options.resume },
    pausePoint: () => context.pauseGate.pass(undefined, signal),
    sceneCuts: () => cachedSceneCuts(tools, media, { cacheDir: places.cacheDir, signal }),
  });
  defer(pipeline.close);

  // 3. Frames kept from an interrupted run of the same work
  const output = { width: pipeline.outputWidth, height: pipeline.outputHeight, bitDepth } as const;
  const { resume, overwrite } = context.options;
  const checkpoint = await openCheckpoint(tools, {
    cacheDir: places.cacheDir,
    media,
    job,
    modelSha256: pipeline.model.sha256,
    ...output,
    resume,
    note,
    unneeded: pipeline.keepsOwnWork,
  });
  let finished = false;
  defer(() => checkpoint.close({ discard: finished || (signal.aborted && !context.keepFrames()) }));

  // 4. Restore and write
  const writer = await openFrameWriter(tools, {
    media,
    range: job.range,
    framePts,
    ...output,
    output: job.output,
    outputPath: job.outputPath,
    overwrite,
    signal,
  });
  defer(() => (finished ? undefined : writer.abort()));
  const timing: Timing = { decodeWaitMs: 0, encodeWaitMs: 0 };
  const hash = createHash('sha256');
  let written = 0;
  for await (const frame of restoredFrames({ job, context, tools, media, bitDepth, deinterlace, pipeline, checkpoint }, timing)) {
    signal.throwIfAborted();
    hash.update(frame.data);
    const restored = frame.index >= checkpoint.nextFrame;
    const beforeMs = performance.now();
    // The checkpoint only reads the frame; it is the writer's once both are through.
    if (restored) await checkpoint.keep(frame);
    await writer.write(frame);
    timing.encodeWaitMs += performance.now() - beforeMs;
    written += 1;
    if (!pipeline.keepsOwnWork) meter.frameDone({ measured: restored });
  }
  if (written !== frameCountOf(job)) {
    throw new AppError(
      'media-changed',
      `Only ${written} of ${frameCountOf(job)} frames of ${media.path} could be read. Import the file again.`,
    );
  }

  // 5. Finish, check, record
  meter.stage('Finishing and checking the file');
  const { report, sizeBytes } = await writer.finish();
  finished = true;
  const run: Run = {
    id: RunId.parse(randomUUID()),
    jobId: job.id,
    segmentId: job.segmentId,
    purpose: job.purpose,
    range: job.range,
    recipe: pipeline.recipe(),
    output: job.output,
    outputPath: job.outputPath,
    outputSizeBytes: sizeBytes,
    framesSha256: hash.digest('hex'),
    frameCount: written,
    width: output.width,
    height: output.height,
    report,
    model: pipeline.model,
    device: pipeline.device,
    versions: { app: places.appVersion, onnxruntime: pipeline.runtimeVersion(), ffmpeg: tools.version },
    timing: { wallMs: performance.now() - startedMs, inferenceMs: pipeline.inferenceMs(), ...timing },
    note: '',
    starred: false,
    createdAt: new Date().toISOString(),
  };
  const megapixels = pipeline.workMegapixels();
  return { type: 'restored', run, msPerMegapixel: megapixels > 0 ? pipeline.inferenceMs() / megapixels : null };
}

/** First what the checkpoint kept, then the rest from the source through the pipeline. */
async function* restoredFrames(place: Workplace, timing: Timing): AsyncGenerator<Frame> {
  const { job, context, tools, media, bitDepth, deinterlace, pipeline, checkpoint } = place;
  const { signal, meter, pauseGate } = context;
  if (checkpoint.nextFrame > job.range.startFrame) meter.stage('Reading back frames that are already restored');
  for await (const frame of checkpoint.kept(signal)) yield await pauseGate.pass(frame, signal);
  if (checkpoint.nextFrame >= job.range.endFrame) return;

  const range = pipeline.keepsOwnWork ? pipeline.inputRange : { startFrame: checkpoint.nextFrame, endFrame: job.range.endFrame };
  meter.stage(`Restoring frame ${range.startFrame - job.range.startFrame + 1} of ${frameCountOf(job)}`);
  const decoded = lookAhead(readFrames(tools, { media, range, bitDepth, deinterlace, signal }), DECODE_AHEAD, signal);
  yield* pipeline.run(gated(decoded, context, timing));
}

/** Holds the frames back while the job is paused, and measures how long the pipeline waits for the decoder. */
async function* gated(frames: AsyncIterable<Frame>, { pauseGate, signal }: JobContext, timing: Timing): AsyncGenerator<Frame> {
  let beforeMs = performance.now();
  for await (const frame of frames) {
    timing.decodeWaitMs += performance.now() - beforeMs;
    yield await pauseGate.pass(frame, signal);
    beforeMs = performance.now();
  }
}

function frameCountOf({ range }: RestoreJob): number {
  return range.endFrame - range.startFrame;
}

function refuseRangeOutside(job: RestoreJob, media: MediaInfo): void {
  const { frameCount } = media.video;
  if (job.range.endFrame <= frameCount) return;
  throw new AppError(
    'bad-input',
    `${media.path} has ${frameCount} frames; the range asks for frames ${job.range.startFrame} to ${job.range.endFrame}. Trim it to what is there.`,
  );
}

function wantsDeinterlacing(job: RestoreJob, media: MediaInfo): boolean {
  const { fieldOrder } = media.video;
  switch (job.recipe.deinterlace) {
    case 'on':
      return true;
    case 'off':
      return false;
    case 'auto':
      return fieldOrder === 'top-first' || fieldOrder === 'bottom-first';
  }
}
