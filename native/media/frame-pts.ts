import type { MediaInfo } from '../contract/index.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { scanFrames } from './frame-scan.ts';
import { mediaChanged, unchangedInput } from './media-input.ts';

/** PTS of every frame in ticks of `video.timeBase`, in presentation order; one for each of `video.frameCount`. */
export async function readFramePts(
  tools: FfmpegTools,
  media: MediaInfo,
  { signal }: { readonly signal: AbortSignal },
): Promise<Float64Array> {
  const input = await unchangedInput(media);
  const { pts } = await scanFrames(tools, { input, ...media.video }, { signal });
  if (pts.length !== media.video.frameCount) throw mediaChanged(media.path);
  return pts;
}
