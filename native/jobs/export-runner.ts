import { AppError } from '../contract/index.ts';
import type { ExportedFile, ExportJob, FrameRange, MediaInfo } from '../contract/index.ts';
import { exportClip } from '../media/export-clip.ts';
import { findFfmpeg } from '../media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { probeMedia, probeWithTimestamps } from '../media/probe.ts';
import { createProgressMeter } from './job-progress.ts';
import type { JobContext } from './job-runner.ts';

type ExportContext = Pick<JobContext, 'places' | 'signal' | 'pauseGate' | 'progressed' | 'note'>;

/** Writes a run's file into another one, which is read back and checked. Leaves none unless it resolves. */
export async function runExport(job: ExportJob, context: ExportContext): Promise<ExportedFile> {
  const { places, signal, pauseGate } = context;
  const total = job.range.endFrame - job.range.startFrame;
  const meter = createProgressMeter({ total, emit: context.progressed, paused: pauseGate.isClosed });
  try {
    meter.stage('Reading the source');
    const tools = await findFfmpeg({ configuredPath: places.ffmpegPath, resourcesDir: places.resourcesDir });
    const result = await probeMedia(tools, job.sourcePath, { signal });
    const original = await readOriginal(tools, job, context);
    const held = original ?? {
      ...(await probeWithTimestamps(tools, job.sourcePath, { thorough: false, signal })),
      range: { startFrame: 0, endFrame: total },
    };
    const written = await exportClip(tools, {
      ...{ result, source: held.media, framePts: held.framePts, range: held.range },
      ...{ output: job.output, copy: job.copy, outputPath: job.outputPath, signal },
      stage: meter.stage,
      written: (frames) => meter.worked(frames, { measured: true }),
      pausePoint: () => pauseGate.pass(undefined, signal),
    });
    return { ...written, against: original === null ? 'result' : 'source' };
  } finally {
    meter.close();
  }
}

interface Original {
  readonly media: MediaInfo;
  readonly framePts: Float64Array;
  readonly range: FrameRange;
}

/** Null where it is gone, or gone since the job was queued, which is noted. */
async function readOriginal(
  tools: FfmpegTools,
  { originalPath, range }: ExportJob,
  { signal, note }: ExportContext,
): Promise<Original | null> {
  if (originalPath === null) return null;
  try {
    const original = await probeWithTimestamps(tools, originalPath, { thorough: false, signal });
    if (original.framePts.length >= range.endFrame) return { ...original, range };
    throw new AppError('media-changed', `${originalPath} has ${original.framePts.length} frames, and the result was made of more.`);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || !error.code.startsWith('media-')) throw error;
    note(`The file is held against the result instead of its source. ${error.message}`);
    return null;
  }
}
