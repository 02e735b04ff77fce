import type {
  Device,
  DiffusionVsrManifest,
  Estimate,
  FrameRange,
  ModelManifest,
  OutputSettings,
  Recipe,
  VideoCodec,
  VideoStream,
} from '../contract/index.ts';
import { withinMemory } from '../inference/device-facts.ts';
import { featheredTiles } from '../inference/feathered-tiling.ts';
import { KEPT_IN_MAIN_MEMORY_BYTES } from '../inference/session-pool.ts';
import { deviceWithin, fitIntoMemory } from '../pipelines/diffvsr/memory-fit.ts';
import { memoryOf } from '../pipelines/diffvsr/package-graphs.ts';
import { otherPipeline, refuseUnfit } from '../pipelines/recipe-check.ts';
import type { ResolvedRecipe } from '../pipelines/diffvsr/resolve-recipe.ts';
import { resolveRecipe } from '../pipelines/diffvsr/resolve-recipe.ts';
import { planShots } from '../pipelines/diffvsr/shot-work.ts';
import { shotsBetween } from '../pipelines/diffvsr/shots.ts';
import { costOf, workloadOf } from '../pipelines/diffvsr/workload.ts';

/** Decoded, restored and waiting frames at once: two read ahead, one in the model, two waiting for the encoder, one in it. */
const SOURCE_FRAMES_IN_FLIGHT = 4;
const RESTORED_FRAMES_IN_FLIGHT = 4;
/** Of a diffusion model: the window before, this one, and a copy; a group and its frames one by one. */
const WINDOWS_IN_FLIGHT = 3;
const GROUPS_IN_FLIGHT = 2;
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
  const frameBytes = 3 * bytesPerSample * (SOURCE_FRAMES_IN_FLIGHT * sourcePixels + RESTORED_FRAMES_IN_FLIGHT * outputPixels);

  return {
    frames,
    outputWidth,
    outputHeight,
    timeMs: msPerMegapixel === null ? null : Math.round(FIXED_MS + msPerMegapixel * model.megapixels),
    memoryBytes: Math.round(PROCESS_BYTES + model.bytes + frameBytes),
    diskBytes: Math.round(frames * outputPixels * bytesPerPixel[output.codec] * qualityFactor(output)),
    diffusion: model.diffusion,
    basis: msPerMegapixel === null ? 'assumed' : 'measured',
    device: { provider: device.provider, name: device.name },
  };
}

interface ModelWork {
  /** What sessions take, and what the pipeline holds besides frames. */
  readonly bytes: number;
  /** What goes through the model, in the measure of the speed that is on record. */
  readonly megapixels: number;
  readonly diffusion: Estimate['diffusion'];
}

function modelWork({ video, range, recipe, manifest, device }: Omit<EstimateInput, 'output' | 'msPerMegapixel'>): ModelWork {
  const framePixels = video.width * video.height;
  if (manifest.kind === 'frame-upscaler' && recipe.pipeline === 'real-esrgan') {
    const side = recipe.tileSize === 0 ? Number.POSITIVE_INFINITY : recipe.tileSize + 2 * manifest.haloPx;
    const wanted = memoryOf(manifest, Math.min(side, video.width) * Math.min(side, video.height));
    const budget = withinMemory(device, recipe).memoryBudgetBytes ?? wanted;
    return {
      // Tile size 0 tiles by itself when a whole frame would not fit.
      bytes: recipe.tileSize === 0 ? Math.min(wanted, budget) : wanted,
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
    return {
      bytes: diffusionBytes({ video, device, manifest, recipe: resolved }),
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

/** Sessions as the pool keeps them, latents of the windows at hand, and a decoded group before its pixels are rounded. */
function diffusionBytes({
  video: { width, height },
  device,
  manifest,
  recipe,
}: Pick<EstimateInput, 'video' | 'device'> & { readonly manifest: DiffusionVsrManifest; readonly recipe: ResolvedRecipe }): number {
  const { components, latents, window, scale } = manifest;
  const lent = deviceWithin({ manifest, device, recipe });
  const fit = fitIntoMemory({ manifest, device: lent, recipe, width, height });
  const tilePixels = (tileSize: number): number => {
    const [tile] = featheredTiles({ width, height, tileSize, overlap: recipe.tileOverlap });
    return tile === undefined ? 0 : tile.width * tile.height;
  };
  const denoised = memoryOf(components.denoiser, tilePixels(fit.tileSide) * (fit.together ? 2 : 1));
  const groupBytes = latents.decodeFrames * 3 * width * height * scale ** 2 * 4;
  const decoded = memoryOf(components.vaeDecoder, tilePixels(fit.decodeSide)) + GROUPS_IN_FLIGHT * groupBytes;
  const both = denoised + decoded;
  const kept = device.provider === 'cpu' ? KEPT_IN_MAIN_MEMORY_BYTES : (lent.memoryBudgetBytes ?? both);
  const windowBytes = window.length * latents.channels * width * height * 4;
  return (both <= kept ? both : Math.max(denoised, decoded)) + WINDOWS_IN_FLIGHT * windowBytes;
}

/** Six steps of the constant rate factor halve the size, by the encoders' own design. */
function qualityFactor({ codec, quality }: OutputSettings): number {
  const hasQuality = codec === 'h264' || codec === 'h265' || codec === 'h265-10bit' || codec === 'av1' || codec === 'vp9';
  return hasQuality ? 2 ** ((16 - quality) / 6) : 1;
}
