import type { FrameRange, MediaInfo } from '../../../native/contract/index.ts';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import type { Frame } from '../../../native/media/frame.ts';
import { readFrames } from '../../../native/media/frame-reader.ts';
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
  return Array.fromAsync(readFrames(tools, { media, range, bitDepth, deinterlace, signal }));
}

export async function numbersIn(media: MediaInfo, startFrame: number, endFrame: number): Promise<number[]> {
  return (await framesOf(media, { startFrame, endFrame })).map(numberIn);
}

export const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
