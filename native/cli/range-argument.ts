import { AppError } from '../contract/index.ts';
import type { FrameRange, MediaInfo } from '../contract/index.ts';
import { readFramePts } from '../media/frame-pts.ts';
import { commandTools } from './command-tools.ts';
import { frameAt, parseTime } from './time-argument.ts';

export interface RangeOptions {
  readonly from?: string;
  readonly to?: string;
}

/** The frames that --from and --to mean; null when neither is given. */
export async function rangeFrom({ from, to }: RangeOptions, media: MediaInfo, signal: AbortSignal): Promise<FrameRange | null> {
  if (from === undefined && to === undefined) return null;
  const framePts = await readFramePts(await commandTools(), media, { signal });
  const startFrame = from === undefined ? 0 : frameAt(parseTime(from), media, framePts);
  const endFrame = to === undefined ? media.video.frameCount : frameAt(parseTime(to), media, framePts);
  if (startFrame < endFrame && endFrame <= media.video.frameCount) return { startFrame, endFrame };
  throw new AppError(
    'bad-input',
    `--from and --to mean frames ${startFrame} to ${endFrame} of a clip with ${media.video.frameCount} frames. Choose a range inside it.`,
  );
}
