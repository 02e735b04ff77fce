import type { Device, DiffusionVsrManifest } from '../../contract/index.ts';
import { withinMemory } from '../../inference/device-facts.ts';
import { smallerTileSide, tileSideFor } from '../../inference/feathered-tiling.ts';
import { memoryOf, pixelsWithin } from './package-graphs.ts';
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
  readonly manifest: DiffusionVsrManifest;
  readonly device: Device;
  readonly recipe: ResolvedRecipe;
  readonly width: number;
  readonly height: number;
}

/** The pixel graphs' sessions stay beside the denoiser's. */
const BESIDE_BYTES = 64e6;
/** A processor gains hardly anything from larger tiles: decision 0012. */
const PROCESSOR_BYTES = 2e9;
/** With smaller ones most of the time goes into overlaps. */
const LEAST_WORTH_PIXELS = 128 ** 2;
/**
 * A decoder's attention is over the whole tile: in time and memory it grows with the square of the pixels. Measured with interweave-nano on a
 * processor, 320x180 in one piece takes 57 s a group, in tiles of this many pixels 33 s.
 */
const DECODED_AT_ONCE_PIXELS = 112 ** 2;

/** The device with what sessions may take of it. The same on all machines that have twice as much: what is free does not count. */
export function deviceWithin({ manifest, device, recipe }: Pick<FitInput, 'manifest' | 'device' | 'recipe'>): Device {
  if (recipe.memoryGb > 0 || device.provider !== 'cpu') return withinMemory(device, recipe);
  const { denoiser, vaeDecoder } = manifest.components;
  // A package with large weights gets more, or it would be cut into crumbs.
  const needed = BESIDE_BYTES + Math.max(memoryOf(denoiser, LEAST_WORTH_PIXELS), memoryOf(vaeDecoder, DECODED_AT_ONCE_PIXELS));
  const budget = Math.max(PROCESSOR_BYTES, needed);
  return { ...device, memoryBudgetBytes: Math.min(budget, device.memoryBudgetBytes ?? budget) };
}

/** `device`: as `deviceWithin` gives it. */
export function fitIntoMemory({ manifest, device, recipe, width, height }: FitInput): MemoryFit {
  const budgetBytes = (device.memoryBudgetBytes ?? Number.POSITIVE_INFINITY) - BESIDE_BYTES;
  const { denoiser, vaeDecoder } = manifest.components;
  const { guidanceScale, guidanceBatch, tileSize, decodeTileSize, tileOverlap: overlap } = recipe;
  const onProcessor = device.provider === 'cpu';
  const longer = Math.max(width, height);
  const pixels = Math.min(tileSize === 0 ? longer : tileSize, width) * Math.min(tileSize === 0 ? longer : tileSize, height);
  // A processor is as busy with one prompt as with two, and two calls go through less memory: measured 16 % faster and 0.6 GB less.
  const fitsTogether = !onProcessor && pixels <= pixelsWithin(denoiser, { budgetBytes, batch: 2 });
  const together = guidanceScale > 1 && (guidanceBatch === 'together' || (guidanceBatch === 'auto' && fitsTogether));

  const sideWithin = (maxPixels: number): number =>
    width * height <= maxPixels ? longer : Math.min(longer, tileSideFor({ width, height, overlap, maxPixels }));
  const sideOf = (asked: number, maxPixels: number): number => (asked === 0 ? sideWithin(maxPixels) : Math.min(longer, asked));
  const decodedPixels = pixelsWithin(vaeDecoder, { budgetBytes, batch: 1 });
  return {
    tileSide: sideOf(tileSize, pixelsWithin(denoiser, { budgetBytes, batch: together ? 2 : 1 })),
    decodeSide: sideOf(decodeTileSize, onProcessor ? Math.min(decodedPixels, DECODED_AT_ONCE_PIXELS) : decodedPixels),
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
