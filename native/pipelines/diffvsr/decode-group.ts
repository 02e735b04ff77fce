import { accumulate, featheredTiles } from '../../inference/feathered-tiling.ts';
import type { FeatheredTile } from '../../inference/feathered-tiling.ts';
import type { LoadedDiffusionPackage } from '../../inference/diffusion-package.ts';
import type { GraphRunner } from './graph-runner.ts';
import type { WindowLatents } from './latent-store.ts';
import { memoryOf, runnable } from './package-graphs.ts';

/**
 * Decodes a group of frames (specification 1.2, step 12), in tiles that blend into each other where the frame is larger than a tile. Answers
 * for each frame [3,H,W] float32, about -1 to 1.
 */
export async function decodeGroup(
  { runner, loaded, signal }: { readonly runner: GraphRunner; readonly loaded: LoadedDiffusionPackage; readonly signal: AbortSignal },
  latents: WindowLatents,
  {
    width,
    height,
    tileSide,
    overlap,
  }: { readonly width: number; readonly height: number; readonly tileSide: number; readonly overlap: number },
): Promise<Float32Array<ArrayBuffer>[]> {
  const { manifest, components } = loaded;
  const { channels, scalingFactor } = manifest.latents;
  const { scale } = manifest;
  const tiles = featheredTiles({ width, height, tileSize: tileSide, overlap });
  const framePixels = 3 * width * scale * height * scale;
  let whole: Float32Array<ArrayBuffer> | null = null;
  for (const tile of tiles) {
    signal.throwIfAborted();
    const outputs = await runner.run(runnable(loaded, 'vaeDecoder'), {
      inputs: {
        latents: {
          type: 'float32',
          dims: [latents.length, channels, tile.height, tile.width],
          data: cutAndScale(latents, tile, { width, channels, factor: 1 / scalingFactor }),
        },
      },
      memoryBytes: memoryOf(components.vaeDecoder.spec, tile.width * tile.height),
      signal,
    });
    const decoded = outputs['frames']?.data as Float32Array<ArrayBuffer>;
    if (tiles.length === 1) whole = decoded;
    else {
      whole ??= new Float32Array(latents.length * framePixels);
      accumulate(whole, decoded, tile, { frameWidth: width, planes: latents.length * 3, scale });
    }
  }
  return latents.map((_, i) => whole!.slice(i * framePixels, (i + 1) * framePixels));
}

function cutAndScale(
  latents: WindowLatents,
  tile: FeatheredTile,
  { width, channels, factor }: { readonly width: number; readonly channels: number; readonly factor: number },
): Float32Array<ArrayBuffer> {
  const cut = new Float32Array(latents.length * channels * tile.width * tile.height);
  let at = 0;
  for (const frame of latents) {
    const rows = frame.length / channels / width;
    for (let z = 0; z < channels; z += 1) {
      for (let row = tile.y; row < tile.y + tile.height; row += 1) {
        const from = (z * rows + row) * width + tile.x;
        for (let x = 0; x < tile.width; x += 1) cut[at + x] = frame[from + x]! * factor;
        at += tile.width;
      }
    }
  }
  return cut;
}
