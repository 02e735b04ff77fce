import type {
  Device,
  Estimate,
  FrameRange,
  GraphComponent,
  ModelManifest,
  OutputSettings,
  Recipe,
  VideoCodec,
  VideoStream,
} from '../contract/index.ts';

import { otherPipeline, refuseUnfit } from '../pipelines/recipe-check.ts';
import { resolveRecipe } from '../pipelines/diffvsr/resolve-recipe.ts';
import { planShots } from '../pipelines/diffvsr/shot-work.ts';
import { shotsBetween } from '../pipelines/diffvsr/shots.ts';
import { costOf, workloadOf } from '../pipelines/diffvsr/workload.ts';

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

/**
 * What a restore would take. Time is null where nothing was measured yet: a guess would be taken for a promise. Refuses a recipe that the
 * package cannot run ('bad-input').
 */
export function estimateRestore({ video, range, recipe, output, manifest, device, msPerMegapixel }: EstimateInput): Estimate {
  refuseUnfit(recipe, { manifest, width: video.width, height: video.height });
  if (manifest.kind === 'metric') throw otherPipeline(recipe, manifest);
  const frames = range.endFrame - range.startFrame;
  const sourcePixels = video.width * video.height;
  const outputWidth = video.width * manifest.scale;
  const outputHeight = video.height * manifest.scale;
  const outputPixels = outputWidth * outputHeight;
  const bytesPerSample = video.bitDepth > 8 ? 2 : 1;

  const model = modelWork({ video, range, recipe, manifest, device });
  const wanted = model.sessionBytes;
  // Tile size 0 tiles by itself when a whole frame would not fit.
  const sessionBytes = recipe.tileSize === 0 ? Math.min(wanted, device.memoryBudgetBytes ?? wanted) : wanted;
  const frameBytes = 3 * bytesPerSample * (SOURCE_FRAMES_IN_FLIGHT * sourcePixels + RESTORED_FRAMES_IN_FLIGHT * outputPixels);

  return {
    frames,
    outputWidth,
    outputHeight,
    timeMs: msPerMegapixel === null ? null : Math.round(FIXED_MS + msPerMegapixel * model.megapixels),
    memoryBytes: Math.round(PROCESS_BYTES + sessionBytes + frameBytes),
    diskBytes: Math.round(frames * outputPixels * bytesPerPixel[output.codec] * qualityFactor(output)),
    diffusion: model.diffusion,
    basis: msPerMegapixel === null ? 'assumed' : 'measured',
    device: { provider: device.provider, name: device.name },
  };
}

interface ModelWork {
  readonly sessionBytes: number;
  /** What goes through the model, in the measure of the speed that is on record. */
  readonly megapixels: number;
  readonly diffusion: Estimate['diffusion'];
}

function modelWork({ video, range, recipe, manifest, device }: Omit<EstimateInput, 'output' | 'msPerMegapixel'>): ModelWork {
  const tilePixels = (side: number): number => Math.min(side, video.width) * Math.min(side, video.height);
  const wholeSide = Number.POSITIVE_INFINITY;
  const framePixels = video.width * video.height;
  if (manifest.kind === 'frame-upscaler' && recipe.pipeline === 'real-esrgan') {
    const pixels = tilePixels(recipe.tileSize === 0 ? wholeSide : recipe.tileSize + 2 * manifest.haloPx);
    return {
      sessionBytes: manifest.memory.fixedBytes + manifest.memory.perPixelBytes * pixels,
      megapixels: ((range.endFrame - range.startFrame) * framePixels) / 1e6,
      diffusion: null,
    };
  }
  if (manifest.kind === 'diffusion-vsr' && recipe.pipeline === 'diffvsr') {
    const resolved = resolveRecipe(recipe, manifest);
    const shape = { ...manifest.window, decodeFrames: manifest.latents.decodeFrames };
    // Cuts are not looked for before a run: each adds at most a window.
    const cuts = Array.isArray(recipe.shots) ? recipe.shots : [];
    const load = workloadOf(planShots(shotsBetween(cuts, video.frameCount), range, shape), resolved);
    const { denoiser, vaeDecoder } = manifest.components;
    const bytes = ({ memory }: GraphComponent, pixels: number): number => memory.fixedBytes + memory.perPixelBytes * pixels;
    const together = resolved.guidanceBatch === 'together' || (resolved.guidanceBatch === 'auto' && device.provider !== 'cpu');
    const batch = resolved.guidanceScale > 1 && together ? 2 : 1;
    const denoised = bytes(denoiser, tilePixels(resolved.tileSize === 0 ? wholeSide : resolved.tileSize) * batch);
    return {
      sessionBytes: denoised + bytes(vaeDecoder, framePixels),
      megapixels: (costOf(load) * framePixels) / 1e6,
      diffusion: {
        windows: load.windows,
        denoiserCalls: load.denoiserCalls,
        keptBytes: load.windows * manifest.window.length * manifest.latents.channels * framePixels * 4,
      },
    };
  }
  throw otherPipeline(recipe, manifest);
}

/** Six steps of the constant rate factor halve the size, by the encoders' own design. */
function qualityFactor({ codec, quality }: OutputSettings): number {
  const hasQuality = codec === 'h264' || codec === 'h265' || codec === 'h265-10bit' || codec === 'av1' || codec === 'vp9';
  return hasQuality ? 2 ** ((16 - quality) / 6) : 1;
}
