import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OutputSettings } from '../../../native/contract/index.ts';
import type { FrameRange, MediaInfo, OutputReport } from '../../../native/contract/index.ts';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import type { Frame } from '../../../native/media/frame.ts';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { readFrames } from '../../../native/media/frame-reader.ts';
import { openFrameWriter } from '../../../native/media/frame-writer.ts';
import { probeMedia } from '../../../native/media/probe.ts';
import { numberIn } from '../../fixtures/numbered-clips.ts';

export const tools = await findFfmpeg({});
export const { signal } = new AbortController();

export const probe = (path: string): Promise<MediaInfo> => probeMedia(tools, path, { signal });

export async function framesOf(
  media: MediaInfo,
  range: FrameRange = { startFrame: 0, endFrame: media.video.frameCount },
  { bitDepth = 8, deinterlace = false }: { bitDepth?: 8 | 16; deinterlace?: boolean } = {},
): Promise<Frame[]> {
  return collect(readFrames(tools, { media, range, bitDepth, deinterlace, signal }));
}

export async function numbersIn(media: MediaInfo, startFrame: number, endFrame: number): Promise<number[]> {
  return (await framesOf(media, { startFrame, endFrame })).map(numberIn);
}

export const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export interface Rewrite {
  readonly range?: FrameRange;
  readonly output?: Partial<OutputSettings>;
  readonly outputPath: string;
  readonly overwrite?: boolean;
}

/** Writes the frames of a clip as they are: what a restore does, without a model. */
export async function rewrite(media: MediaInfo, { range, output, outputPath, overwrite = false }: Rewrite): Promise<OutputReport> {
  const framePts = await readFramePts(tools, media, { signal });
  const kept = range ?? { startFrame: 0, endFrame: framePts.length };
  const bitDepth = media.video.bitDepth > 8 ? 16 : 8;
  const settings = OutputSettings.parse(output ?? {});
  const writer = await openFrameWriter(tools, {
    ...media.video,
    media,
    range: kept,
    framePts,
    bitDepth,
    output: settings,
    outputPath,
    overwrite,
    signal,
  });
  try {
    for await (const frame of readFrames(tools, { media, range: kept, bitDepth, deinterlace: false, signal, framePts }))
      await writer.write(frame);
    return (await writer.finish()).report;
  } finally {
    await writer.abort();
  }
}

/** What ffprobe itself says, without our probe in between: `entries` such as `stream=codec_name`. */
export async function ffprobe(path: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', ...args, '-of', 'csv=p=0', path]);
  return stdout.trim();
}
