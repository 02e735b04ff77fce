import type { Device } from '../../contract/index.ts';
import { smallerTileSide, tileSideFor } from '../../inference/feathered-tiling.ts';
import type { LoadedDiffusionPackage } from '../../inference/diffusion-package.ts';
import { pixelsWithin } from './package-graphs.ts';
import type { ResolvedRecipe } from './resolve-recipe.ts';

/** How the work is cut so that it fits into the device's memory. */
export interface MemoryFit {
  /** Side of a denoised tile, in source pixels; never larger than the frame's longer side. */
  readonly tileSide: number;
  /** Side of a decoded tile, in latent pixels, which are source pixels. */
  readonly decodeSide: number;
  /** Both prompts in one call of the denoiser. */
  readonly together: boolean;
}

interface FitInput {
  readonly loaded: LoadedDiffusionPackage;
  readonly device: Device;
  readonly recipe: ResolvedRecipe;
  readonly width: number;
  readonly height: number;
}

/** The pixel graphs' sessions stay beside the denoiser's. */
const BESIDE_BYTES = 64e6;

export function fitIntoMemory({ loaded, device, recipe, width, height }: FitInput): MemoryFit {
  const budgetBytes = (device.memoryBudgetBytes ?? Number.POSITIVE_INFINITY) - BESIDE_BYTES;
  const { denoiser, vaeDecoder } = loaded.components;
  const { guidanceScale, guidanceBatch, tileSize, tileOverlap: overlap } = recipe;
  const longer = Math.max(width, height);
  const pixels = Math.min(tileSize === 0 ? longer : tileSize, width) * Math.min(tileSize === 0 ? longer : tileSize, height);
  // A processor is as busy with one prompt as with two, and two calls go through less memory: measured 16 % faster and 0.6 GB less.
  const fitsTogether = device.provider !== 'cpu' && pixels <= pixelsWithin(denoiser, { budgetBytes, batch: 2 });
  const together = guidanceScale > 1 && (guidanceBatch === 'together' || (guidanceBatch === 'auto' && fitsTogether));

  const sideWithin = (maxPixels: number): number =>
    width * height <= maxPixels ? longer : Math.min(longer, tileSideFor({ width, height, overlap, maxPixels }));
  return {
    tileSide: tileSize === 0 ? sideWithin(pixelsWithin(denoiser, { budgetBytes, batch: together ? 2 : 1 })) : Math.min(longer, tileSize),
    decodeSide: sideWithin(pixelsWithin(vaeDecoder, { budgetBytes, batch: 1 })),
    together,
  };
}

/** What to try when memory ran out while denoising; null: nothing is left to try. */
export function fitWithLess(fit: MemoryFit, { tileOverlap }: ResolvedRecipe): MemoryFit | null {
  if (fit.together) return { ...fit, together: false };
  const tileSide = smallerTileSide(fit.tileSide, tileOverlap);
  return tileSide === null ? null : { ...fit, tileSide };
}

/** The same for decoding. */
export function decodeWithLess(fit: MemoryFit, { tileOverlap }: ResolvedRecipe): MemoryFit | null {
  const decodeSide = smallerTileSide(fit.decodeSide, tileOverlap);
  return decodeSide === null ? null : { ...fit, decodeSide };
}
