import { AppError } from '../contract/index.ts';
import type { MediaInfo, Rational } from '../contract/index.ts';
import { assumedMatrix, chromaPlace, swscaleMatrix } from './color-conversion.ts';
import { turnFilters } from './display-picture.ts';
import { runTool, toolFailure } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { SOURCE_OPTIONS, passthrough } from './frame-scan.ts';
import { unchangedInput } from './media-input.ts';
import type { MediaInput } from './media-input.ts';
import { sampleExactCut } from './output-sound.ts';
import { writeWhole } from './part-file.ts';
import { isRgb } from './pixel-format.ts';
import { probeMedia } from './probe.ts';
import { toNumber } from './rational.ts';

export interface ProxyOptions {
  readonly media: MediaInfo;
  readonly maxHeight: number;
  readonly outputPath: string;
  readonly signal: AbortSignal;
  /** 0..1 */
  readonly progress?: ((fraction: number) => void) | undefined;
}

export interface ProxyFacts {
  readonly width: number;
  readonly height: number;
  readonly frameCount: number;
  readonly framesPerSec: number;
}

/**
 * A small copy that every window can play and step: H.264 of key frames only, upright, at a constant rate, frame i of
 * the source at (i + 0.5) / rate. Sound keeps its own time, so with a varying rate it may lead or lag the picture a little.
 */
export async function writeProxy(tools: FfmpegTools, options: ProxyOptions): Promise<ProxyFacts> {
  const { media, signal, outputPath } = options;
  const { video } = media;
  const input = await unchangedInput(media);
  const size = proxySize(media, options.maxHeight);
  const rate = proxyRate(media);
  return writeWhole(outputPath, async (partPath) => {
    await encode(tools, { ...options, input, partPath, outputOptions: [...pictureOptions(media, size, rate), ...soundOptions(media)] });
    const { frameCount } = (await probeMedia(tools, partPath, { signal })).video;
    if (frameCount !== video.frameCount) {
      throw new AppError(
        'media-unreadable',
        `Only ${frameCount} of ${video.frameCount} frames of ${media.path} can be played. The file may be damaged.`,
      );
    }
    return { ...size, frameCount, framesPerSec: toNumber(rate) };
  });
}

interface EncodeOptions extends ProxyOptions {
  readonly input: MediaInput;
  readonly partPath: string;
  readonly outputOptions: readonly string[];
}

/** By its process: fluent-ffmpeg gives no say in the environment, which a source needs (`ffmpeg-process.ts`). */
async function encode(tools: FfmpegTools, { media, input, partPath, outputOptions, signal, progress }: EncodeOptions): Promise<void> {
  const source = ['-v', 'error', '-nostdin', '-y', '-progress', '-', ...SOURCE_OPTIONS, ...input.options, '-i', input.url];
  const { code, stderr } = await runTool(
    tools.ffmpegPath,
    [...source, ...outputOptions, '-movflags', '+faststart', '-f', 'mp4', partPath],
    {
      signal,
      onLine: (line) => {
        const frames = /^frame=\s*(\d+)$/.exec(line)?.[1];
        if (frames !== undefined) progress?.(Math.min(1, Number(frames) / media.video.frameCount));
      },
    },
  );
  if (code !== 0) throw toolFailure(stderr, `Making a proxy of ${media.path}`);
}

/** Even, because H.264 for players has half the chroma. Never larger than the source. */
function proxySize({ video }: MediaInfo, maxHeight: number): { readonly width: number; readonly height: number } {
  const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2));
  const height = Math.min(video.displayHeight, maxHeight);
  return { width: even((video.displayWidth * height) / video.displayHeight), height: even(height) };
}

/** The nominal rate, or with a varying one the mean, so that picture and sound end together. */
function proxyRate({ video, durationSec }: MediaInfo): Rational {
  if (!video.variableFrameRate) return video.frameRate;
  return { num: Math.max(1, Math.round((video.frameCount / durationSec) * 1000)), den: 1000 };
}

function pictureOptions(
  media: MediaInfo,
  { width, height }: { readonly width: number; readonly height: number },
  { num, den }: Rational,
): string[] {
  const { video } = media;
  const matrix = swscaleMatrix(video.color.matrix) ?? assumedMatrix(video);
  const from = isRgb(video.pixelFormat)
    ? ''
    : `in_color_matrix=${matrix}:in_range=${video.color.range === 'pc' ? 'pc' : 'tv'}:${chromaPlace(video.pixelFormat, video.color.chromaLocation, 'in')}`;
  const filters = [
    `settb=${den}/${num}`,
    'setpts=N',
    ...turnFilters(video.rotationDeg),
    `scale=${width}:${height}:${from}out_color_matrix=bt709:out_range=tv:${chromaPlace('yuv420p', 'left', 'out')}flags=bicubic+accurate_rnd+full_chroma_int`,
    'setsar=1',
    'format=yuv420p',
    'setparams=range=tv:colorspace=bt709',
  ];
  return [
    ...['-map', `0:${video.index}`, '-vf', filters.join(','), ...passthrough({ num: den, den: num })],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-g', '1', '-bf', '0', '-video_track_timescale', String(num)],
    // Without a duration of its own, the last frame of a varying rate lies outside the edit list that ffmpeg 7 writes.
    ...['-bsf:v', 'setts=pts=PTS:dts=DTS:duration=1'],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-map_metadata', '-1', '-max_muxing_queue_size', '100000'],
  ];
}

function soundOptions({ audio, video, durationSec }: MediaInfo): string[] {
  const [first] = audio;
  if (first === undefined) return ['-an'];
  const startSec = video.startPts * toNumber(video.timeBase);
  const cut = sampleExactCut(first.sampleRate, { startSec, endSec: startSec + durationSec, whole: false });
  return ['-map', `0:${first.index}`, '-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-af', cut];
}
