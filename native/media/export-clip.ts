import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { FrameRange, MediaInfo, OutputReport, OutputSettings } from '../contract/index.ts';
import { copyMedia, refuseWithoutRoom } from './copy-media.ts';
import { readEncoders } from './ffmpeg-encoders.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { readFrames } from './frame-reader.ts';
import { openFrameWriter } from './frame-writer.ts';
import { mediaInput } from './media-input.ts';
import { giveName, partPathOf, preparePlace } from './output-place.ts';
import { planOutput } from './output-plan.ts';
import { checkOutput, differences } from './output-report.ts';

export interface ClipExport {
  /** The finished pictures: every frame of this clip. */
  readonly result: MediaInfo;
  /** What the pictures were made of. Its time, sound and tags go into the file, which is checked against it. */
  readonly source: MediaInfo;
  /** The frames of the source that the result holds. */
  readonly range: FrameRange;
  /** PTS of all frames of the source. */
  readonly framePts: Float64Array;
  readonly output: OutputSettings;
  /** The file is as wanted already: it is copied, and no picture is encoded again. */
  readonly copy: boolean;
  readonly outputPath: string;
  readonly signal: AbortSignal;
  /** Says what is being done now. */
  readonly stage: (stage: string) => void;
  /** So many frames are written; while a file is copied, the share of its bytes. */
  readonly written: (frames: number) => void;
  /** Awaited between frames, or pieces of a file: holds the work back while it is paused. */
  readonly pausePoint: () => Promise<void>;
}

/** Writes a finished clip into another file, as it is or in another codec, and reads the file back. Leaves none unless it resolves. */
export async function exportClip(
  tools: FfmpegTools,
  wanted: ClipExport,
): Promise<{ readonly report: OutputReport; readonly sizeBytes: number }> {
  const { result, range } = wanted;
  const frames = range.endFrame - range.startFrame;
  if (result.video.frameCount !== frames) {
    throw new AppError(
      'media-changed',
      `${result.path} has ${result.video.frameCount} frames and had ${frames} when it was made. Restore the segment again.`,
    );
  }
  return wanted.copy ? copied(tools, wanted) : encoded(tools, wanted);
}

async function encoded(tools: FfmpegTools, wanted: ClipExport): Promise<{ readonly report: OutputReport; readonly sizeBytes: number }> {
  const { result, range, output, outputPath, framePts, signal, stage, pausePoint } = wanted;
  const { width, height, frameCount } = result.video;
  const bitDepth = result.video.bitDepth > 8 ? 16 : 8;
  const media = asTurned(wanted);
  const writer = await openFrameWriter(tools, {
    media,
    range,
    framePts,
    width,
    height,
    bitDepth,
    output,
    outputPath,
    overwrite: false,
    signal,
  });
  try {
    const all = { startFrame: 0, endFrame: frameCount };
    for await (const frame of readFrames(tools, { media: result, range: all, bitDepth, deinterlace: false, signal })) {
      await pausePoint();
      signal.throwIfAborted();
      stage(`Writing frame ${frame.index + 1} of ${frameCount}`);
      await writer.write(frame);
      wanted.written(frame.index + 1);
    }
    stage('Reading the file back');
    return await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

async function copied(tools: FfmpegTools, wanted: ClipExport): Promise<{ readonly report: OutputReport; readonly sizeBytes: number }> {
  const { result, range, framePts, output, signal, stage, pausePoint } = wanted;
  const outputPath = resolve(wanted.outputPath);
  const partPath = partPathOf(outputPath);
  const { width, height, bitDepth, frameCount } = result.video;
  const source = asTurned(wanted);
  const size = { width, height, bitDepth: bitDepth > 8 ? 16 : 8 } as const;
  const encoders = await readEncoders(tools, { signal });
  const plan = planOutput({ media: source, range, framePts, ...size, output, outputPath, overwrite: false, signal, encoders });
  const place = { outputPath, pictures: false, overwrite: false };
  await refuseWithoutRoom(dirname(outputPath), result.sizeBytes);
  await preparePlace(place);
  try {
    stage('Copying the file');
    let done = 0;
    await copyMedia(result.path, partPath, {
      ...{ signal, pausePoint },
      copied: (bytes) => wanted.written(((done += bytes) / result.sizeBytes) * frameCount),
    });
    stage('Reading the file back');
    const report = await checkOutput(tools, partPath, { expected: { ...plan, ...size, source }, signal });
    if (!report.ok) {
      throw new AppError(
        'output-wrong',
        `${result.path} is not what it was when it was made: ${differences(report)}. Restore the segment again.`,
      );
    }
    const { sizeBytes } = await mediaInput(partPath);
    await giveName(place);
    return { report, sizeBytes };
  } catch (error) {
    await rm(partPath, { force: true });
    throw error;
  }
}

/** The source as the result has it: where a turn was made in its pictures, nothing is left to turn. */
function asTurned({ source, result }: ClipExport): MediaInfo {
  const left = result.video.rotationDeg;
  const made = (source.video.rotationDeg - left + 360) % 360;
  if (made === 0) return source;
  const { num, den } = source.video.sampleAspectRatio;
  const sampleAspectRatio = made % 180 === 90 ? { num: den, den: num } : { num, den };
  return { ...source, video: { ...source.video, rotationDeg: left, sampleAspectRatio } };
}
