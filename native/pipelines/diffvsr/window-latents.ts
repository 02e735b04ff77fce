import type { Frame } from '../../media/frame.ts';
import { accumulate, featheredTiles } from '../../inference/feathered-tiling.ts';
import type { FeatheredTile } from '../../inference/feathered-tiling.ts';
import { noiseScales } from '../../schedulers/scheduling-ddpm.ts';
import { denoiseTile } from './denoise-tile.ts';
import type { Denoiser } from './denoise-tile.ts';
import { frameNoise } from './frame-noise.ts';
import type { WindowLatents } from './latent-store.ts';
import type { ConditionGraph } from './pixel-stages.ts';
import { conditionFrames } from './pixel-stages.ts';
import type { FrameRange } from '../../contract/index.ts';

/** A window with the frames of the source that it sees. */
export interface SourceWindow {
  readonly shot: FrameRange;
  readonly start: number;
  /** As many as a window has, in its order; past the end of the shot they repeat. */
  readonly frames: readonly Frame[];
}

/**
 * Denoises a window, tile by tile where the frame is larger than a tile. Tiles blend into each other; their noise is that of their place in
 * the frame. `onStep` is told before each step of each tile.
 */
export async function denoiseWindow(
  denoiser: Omit<Denoiser, 'beforeStep'> & { readonly condition: ConditionGraph },
  { shot, start, frames }: SourceWindow,
  { tileSide, onStep }: { readonly tileSide: number; readonly onStep: (done: number, total: number) => Promise<void> },
): Promise<WindowLatents> {
  const { manifest } = denoiser.loaded;
  const { recipe, scheduler } = denoiser;
  const { length } = manifest.window;
  const { channels } = manifest.latents;
  const { width, height } = frames[0]!;
  const tiles = featheredTiles({ width, height, tileSize: tileSide, overlap: recipe.tileOverlap });
  const planes = channels * length;
  let whole: Float32Array | null = null;
  const total = tiles.length * scheduler.timesteps.length;
  for (const [number, tile] of tiles.entries()) {
    const beforeStep = (step: number): Promise<void> => onStep(number * scheduler.timesteps.length + step, total);
    const lowRes = await conditionFrames(denoiser, { frames, area: tile, ...conditionNoise(denoiser, { start, frames, tile }) });
    const latents = await denoiseTile(
      { ...denoiser, beforeStep },
      { shot, start, area: tile, frameWidth: width, frameHeight: height, lowRes },
    );
    if (tiles.length === 1) whole = latents;
    else {
      whole ??= new Float32Array(planes * width * height);
      accumulate(whole, latents, tile, { frameWidth: width, planes });
    }
  }
  return byFrame(whole!, { channels, frames: length, pixels: width * height });
}

/** The noise on the source and how much of it, from the package's schedule and the recipe's level. */
function conditionNoise(
  { loaded: { manifest }, recipe }: Pick<Denoiser, 'loaded' | 'recipe'>,
  { start, frames, tile }: { readonly start: number; readonly frames: readonly Frame[]; readonly tile: FeatheredTile },
): { readonly noise: Float32Array<ArrayBuffer>; readonly signalScale: number; readonly sigma: number } {
  const { width: frameWidth, height: frameHeight } = frames[0]!;
  const pixels = tile.width * tile.height;
  const noise = new Float32Array(3 * frames.length * pixels);
  for (const i of frames.keys()) {
    const own = frameNoise({ seed: recipe.seed, stream: 'low-res', frame: start + i, channels: 3, frameWidth, frameHeight, area: tile });
    for (let c = 0; c < 3; c += 1) noise.set(own.subarray(c * pixels, (c + 1) * pixels), (c * frames.length + i) * pixels);
  }
  const { signal, sigma } = noiseScales({ schedule: manifest.lowResNoise.noise, noiseLevel: recipe.noiseLevel });
  return { noise, signalScale: signal, sigma };
}

/** [Z,F,h,w] to F times [Z,h,w]. */
function byFrame(
  window: Float32Array,
  { channels, frames, pixels }: { readonly channels: number; readonly frames: number; readonly pixels: number },
): WindowLatents {
  return Array.from({ length: frames }, (_, i) => {
    const latents = new Float32Array(channels * pixels);
    for (let z = 0; z < channels; z += 1) {
      const at = (z * frames + i) * pixels;
      latents.set(window.subarray(at, at + pixels), z * pixels);
    }
    return latents;
  });
}
