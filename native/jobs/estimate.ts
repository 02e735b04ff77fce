import { AppError } from '../contract/index.ts';
import type { Device, Estimate, FrameRange, ModelManifest, OutputSettings, Recipe, VideoCodec, VideoStream } from '../contract/index.ts';

/** Decoded, restored and waiting frames at once: two read ahead, one in the model, two waiting for the encoder, one in it. */
const SOURCE_FRAMES_IN_FLIGHT = 4;
const RESTORED_FRAMES_IN_FLIGHT = 4;
/** The engine, the compute process and three ffmpeg processes, without frames. */
const PROCESS_BYTES = 350e6;
/** Time outside inference that is not hidden behind it: loading, finishing, reading back. */
const FIXED_MS = 1500;

/**
 * Bytes per output pixel and frame, for clean, restored pictures at the default quality. Rough on purpose: it says
 * whether the disk is large enough, not how large the file will be.
 */
const bytesPerPixel: Readonly<Record<VideoCodec, number>> = {
  h264: 0.12,
  h265: 0.08,
  'h265-10bit': 0.09,
  av1: 0.06,
  vp9: 0.08,
  prores: 0.55,
  dnxhr: 0.6,
  ffv1: 1.3,
  png: 1.6,
};

export interface EstimateInput {
  readonly video: VideoStream;
  readonly range: FrameRange;
  readonly recipe: Recipe;
  readonly output: OutputSettings;
  readonly manifest: ModelManifest;
  readonly device: Device;
  /** Measured on this device; null before the first run. */
  readonly msPerMegapixel: number | null;
}

/** What a restore would take. Time is null where nothing was measured yet: a guess would be taken for a promise. */
export function estimateRestore({ video, range, recipe, output, manifest, device, msPerMegapixel }: EstimateInput): Estimate {
  if (manifest.kind !== 'frame-upscaler' || recipe.pipeline !== 'real-esrgan') {
    throw new AppError('bad-input', `The model ${manifest.id} cannot be used by the pipeline ${recipe.pipeline}. Choose another model.`);
  }
  const frames = range.endFrame - range.startFrame;
  const sourcePixels = video.width * video.height;
  const outputWidth = video.width * manifest.scale;
  const outputHeight = video.height * manifest.scale;
  const outputPixels = outputWidth * outputHeight;
  const bytesPerSample = video.bitDepth > 8 ? 2 : 1;

  const tile = recipe.tileSize === 0 ? Number.POSITIVE_INFINITY : recipe.tileSize + 2 * manifest.haloPx;
  const tilePixels = Math.min(tile, video.width) * Math.min(tile, video.height);
  const wanted = manifest.memory.fixedBytes + manifest.memory.perPixelBytes * tilePixels;
  // Tile size 0 tiles by itself when a whole frame would not fit.
  const sessionBytes = recipe.tileSize === 0 ? Math.min(wanted, device.memoryBudgetBytes ?? wanted) : wanted;
  const frameBytes = 3 * bytesPerSample * (SOURCE_FRAMES_IN_FLIGHT * sourcePixels + RESTORED_FRAMES_IN_FLIGHT * outputPixels);

  return {
    frames,
    outputWidth,
    outputHeight,
    timeMs: msPerMegapixel === null ? null : Math.round(FIXED_MS + (msPerMegapixel * frames * sourcePixels) / 1e6),
    memoryBytes: Math.round(PROCESS_BYTES + sessionBytes + frameBytes),
    diskBytes: Math.round(frames * outputPixels * bytesPerPixel[output.codec] * qualityFactor(output)),
    basis: msPerMegapixel === null ? 'assumed' : 'measured',
    device: { provider: device.provider, name: device.name },
  };
}

/** Six steps of the constant rate factor halve the size, by the encoders' own design. */
function qualityFactor({ codec, quality }: OutputSettings): number {
  const hasQuality = codec === 'h264' || codec === 'h265' || codec === 'h265-10bit' || codec === 'av1' || codec === 'vp9';
  return hasQuality ? 2 ** ((16 - quality) / 6) : 1;
}
