import { AppError } from '../contract/index.ts';
import type { MediaInfo } from '../contract/index.ts';
import { uprightFilter } from './display-picture.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { runFluent } from './fluent-command.ts';
import { readFrames } from './frame-reader.ts';
import { writeWhole } from './part-file.ts';

export interface StillOptions {
  readonly media: MediaInfo;
  /** Absolute index. */
  readonly frame: number;
  /** Larger pictures are made smaller; null: never. */
  readonly maxWidth: number | null;
  /** Only this part, in fractions of the sides. */
  readonly crop?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number } | undefined;
  readonly outputPath: string;
  /** JPEG where a few kilobytes matter more than every bit. */
  readonly format?: 'png' | 'jpeg';
  readonly signal: AbortSignal;
  /** What `readFramePts` gave; spares a scan of clips whose rate varies. */
  readonly framePts?: Float64Array | undefined;
}

const coding = { png: ['-c:v', 'png'], jpeg: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj444p', '-q:v', '3'] } as const;

/** Writes the frame that `readFrames` gives at an index as a picture, upright and in square pixels. */
export async function writeStill(tools: FfmpegTools, options: StillOptions): Promise<void> {
  const { media, frame: index, maxWidth, crop, format = 'png', signal, framePts } = options;
  const { displayWidth, displayHeight, frameCount } = media.video;
  if (index >= frameCount) throw new AppError('bad-input', `${media.path} has ${frameCount} frames; there is no frame ${index}.`);
  const width = Math.min(displayWidth, maxWidth ?? displayWidth);
  const height = Math.max(1, Math.round((displayHeight * width) / displayWidth));
  const range = { startFrame: index, endFrame: index + 1 };
  for await (const frame of readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal, framePts })) {
    await writeWhole(options.outputPath, (outputPath) =>
      runFluent(tools, {
        frame,
        outputOptions: [
          '-vf',
          `${uprightFilter(media, { width, height })}${crop === undefined ? '' : cropFilter(crop, { width, height })}`,
          '-frames:v',
          '1',
          ...coding[format],
          '-f',
          'image2',
          '-update',
          '1',
        ],
        outputPath,
        attempt: `Making a picture of frame ${index} of ${media.path}`,
        signal,
      }),
    );
  }
}

function cropFilter(
  { left, top, ...side }: NonNullable<StillOptions['crop']>,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const pixels = [side.width * width, side.height * height].map((length) => Math.max(1, Math.round(length)));
  return `,crop=${[...pixels, Math.round(left * width), Math.round(top * height)].join(':')}`;
}
