import { extname } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { ColorTags, MediaInfo, OutputSettings, VideoCodec } from '../contract/index.ts';
import { assumedMatrix, swscaleMatrix } from './color-conversion.ts';
import { bitDepthOf, chromaShift, isRgb } from './pixel-format.ts';

export type Container = 'mp4' | 'mov' | 'matroska' | 'webm' | 'image2';

/** How the restored pictures are stored; everything that was decided, so that the finished file can be held against it. */
export interface OutputFormat {
  readonly container: Container;
  readonly pixelFormat: string;
  readonly bitDepth: number;
  /** What the file will say. Where the source is silent, it stays silent, unless silence would mean something else at this size. */
  readonly color: ColorTags;
  readonly encoderOptions: readonly string[];
  /** Quarter turns that are made in the picture, because the container cannot tell a player to make them. */
  readonly turnedDeg: MediaInfo['video']['rotationDeg'];
}

export interface OutputWish {
  readonly media: MediaInfo;
  readonly width: number;
  readonly height: number;
  readonly output: OutputSettings;
  readonly outputPath: string;
  /** What this ffmpeg can encode with. */
  readonly encoders: ReadonlySet<string>;
}

/** Chooses container, encoder and pixel format. Refuses what would only fail after hours. */
export function chooseOutputFormat(wish: OutputWish): OutputFormat {
  const { media, width, height, output, outputPath } = wish;
  const container = containerOf(outputPath, output.codec);
  const deep = media.video.bitDepth > 8;
  const pixelFormat = pixelFormatOf(output.codec, { deep, odd: width % 2 === 1 || height % 2 === 1 });
  refuseSize(wish, pixelFormat);
  const options = encoderOptions(wish, { container, pixelFormat });
  refuseMissingEncoder(wish, options);
  return {
    container,
    pixelFormat,
    bitDepth: bitDepthOf(pixelFormat),
    color: colorOf(wish, pixelFormat),
    encoderOptions: options,
    turnedDeg: container === 'mp4' || container === 'mov' ? 0 : media.video.rotationDeg,
  };
}

const CONTAINERS: Readonly<Record<string, Container>> = {
  '.mp4': 'mp4',
  '.m4v': 'mp4',
  '.mov': 'mov',
  '.mkv': 'matroska',
  '.webm': 'webm',
};

const HELD_BY: Readonly<Record<Exclude<VideoCodec, 'png'>, readonly Container[]>> = {
  h264: ['mp4', 'mov', 'matroska'],
  h265: ['mp4', 'mov', 'matroska'],
  'h265-10bit': ['mp4', 'mov', 'matroska'],
  av1: ['mp4', 'matroska', 'webm'],
  vp9: ['mp4', 'matroska', 'webm'],
  prores: ['mov', 'matroska'],
  dnxhr: ['mov', 'matroska'],
  ffv1: ['matroska'],
};

function containerOf(outputPath: string, codec: VideoCodec): Container {
  if (codec === 'png') return 'image2';
  const container = CONTAINERS[extname(outputPath).toLowerCase()];
  const possible = HELD_BY[codec];
  if (container !== undefined && possible.includes(container)) return container;
  const endings = Object.entries(CONTAINERS).filter(([, each]) => possible.includes(each));
  throw new AppError(
    'bad-input',
    `${outputPath} cannot hold ${codec}. Let its name end in ${endings.map(([ending]) => ending).join(', ')}, or choose another codec.`,
  );
}

function pixelFormatOf(codec: VideoCodec, { deep, odd }: { readonly deep: boolean; readonly odd: boolean }): string {
  switch (codec) {
    case 'h264':
    case 'h265':
      // Players know 4:2:0; its chroma has half the pixels, so an odd picture keeps them all (4:4:4).
      return `${odd ? 'yuv444p' : 'yuv420p'}${deep ? '10le' : ''}`;
    case 'h265-10bit':
      return odd ? 'yuv444p10le' : 'yuv420p10le';
    case 'av1':
    case 'vp9':
      return deep ? 'yuv420p10le' : 'yuv420p';
    case 'prores':
      return 'yuv422p10le';
    case 'dnxhr':
      return deep ? 'yuv422p10le' : 'yuv422p';
    case 'ffv1':
      // RGB, because lossless means the restored bits themselves.
      return deep ? 'gbrp16le' : 'bgr0';
    case 'png':
      return deep ? 'rgb48be' : 'rgb24';
  }
}

/** What the encoders need at least, found by trying. */
const SMALLEST: Partial<Record<VideoCodec, { readonly width: number; readonly height: number }>> = {
  h265: { width: 16, height: 16 },
  'h265-10bit': { width: 16, height: 16 },
  dnxhr: { width: 256, height: 120 },
};

function refuseSize({ width, height, output }: OutputWish, pixelFormat: string): void {
  const smallest = SMALLEST[output.codec];
  if (smallest && (width < smallest.width || height < smallest.height)) {
    throw new AppError(
      'bad-input',
      `${output.codec} needs pictures of ${smallest.width}x${smallest.height} or more; these are ${width}x${height}. Choose FFV1 or PNG.`,
    );
  }
  if (pixelFormat.startsWith('yuv422p') && width % 2 === 1) {
    throw new AppError('bad-input', `${output.codec} needs an even width; this picture is ${width} wide. Choose H.264, FFV1 or PNG.`);
  }
}

function refuseMissingEncoder({ output, encoders }: OutputWish, [, encoder = '']: readonly string[]): void {
  if (encoders.has(encoder)) return;
  throw new AppError(
    'bad-input',
    `This ffmpeg has no encoder for ${output.codec} (${encoder}). Choose another codec, or another ffmpeg in the settings.`,
  );
}

function colorOf({ media, width, height, output }: OutputWish, pixelFormat: string): ColorTags {
  const { color, ...source } = media.video;
  // Chroma is made anew, in the place where every player expects it.
  const chromaLocation = chromaShift(pixelFormat).horizontal > 0 ? 'left' : null;
  const kept = { primaries: color.primaries, transfer: color.transfer, chromaLocation };
  if (isRgb(pixelFormat)) return { ...kept, range: 'pc', matrix: 'gbr' };
  // ProRes and DNxHR players know limited range only.
  const mastering = output.codec === 'prores' || output.codec === 'dnxhr';
  const fromRgb = isRgb(source.pixelFormat);
  const range = mastering || fromRgb ? 'tv' : color.range;
  // A DNxHR stream has no word for any other matrix.
  if (output.codec === 'dnxhr') return { ...kept, range, matrix: color.matrix?.startsWith('bt2020') === true ? color.matrix : 'bt709' };
  if (swscaleMatrix(color.matrix) !== null) return { ...kept, range, matrix: color.matrix };
  const silentMeaning = fromRgb || color.matrix !== null ? null : assumedMatrix(source);
  // Larger than the source, an untagged picture may pass for high definition, with another matrix: then it is said.
  const sizeSaysSame = silentMeaning === assumedMatrix({ width, height });
  return sizeSaysSame
    ? { ...kept, range, matrix: null }
    : { ...kept, range: range ?? 'tv', matrix: silentMeaning ?? assumedMatrix({ width, height }) };
}

function encoderOptions(
  { media, width, height, output, encoders }: OutputWish,
  { container, pixelFormat }: { readonly container: Container; readonly pixelFormat: string },
): readonly string[] {
  const crf = String(output.quality);
  // AV1 and VP9 count to 63.
  const crf63 = String(Math.round((output.quality * 63) / 51));
  switch (output.codec) {
    case 'h264':
      // At a constant quality the preset decides time and size: 40 % less time than `medium`, as large within 5 %. It shares the cores with the model.
      return ['-c:v', 'libx264', '-preset', 'faster', '-crf', crf];
    case 'h265':
    case 'h265-10bit': {
      // Its clock would else be the time base, which misleads its rate control and its level.
      const { num, den } = media.video.frameRate;
      const tag = container === 'matroska' ? [] : ['-tag:v', 'hvc1'];
      return ['-c:v', 'libx265', '-preset', 'medium', '-crf', crf, '-x265-params', `fps=${num}/${den}:log-level=error`, ...tag];
    }
    case 'av1': {
      const forSvt = encoders.has('libsvtav1') && width >= 64 && height >= 64 && width % 2 === 0 && height % 2 === 0;
      return forSvt
        ? ['-c:v', 'libsvtav1', '-preset', '8', '-crf', crf63]
        : ['-c:v', 'libaom-av1', '-cpu-used', '6', '-crf', crf63, '-b:v', '0'];
    }
    case 'vp9':
      return ['-c:v', 'libvpx-vp9', '-crf', crf63, '-b:v', '0', '-deadline', 'good', '-cpu-used', '4', '-row-mt', '1'];
    case 'prores':
      return ['-c:v', 'prores_ks', '-profile:v', '3', '-vendor', 'apl0'];
    case 'dnxhr':
      return ['-c:v', 'dnxhd', '-profile:v', pixelFormat === 'yuv422p' ? 'dnxhr_hq' : 'dnxhr_hqx'];
    case 'ffv1':
      return ['-c:v', 'ffv1', '-level', '3', '-g', '1', '-slicecrc', '1'];
    case 'png':
      return ['-c:v', 'png'];
  }
}
