import { AppError } from '../../contract/index.ts';
import type { FrameRange } from '../../contract/index.ts';
import type { LoadedDiffusionPackage } from '../../inference/diffusion-package.ts';
import type { EdgeTensor } from '../../inference/tensor.ts';
import type { Scheduler, StepMemory } from '../../schedulers/scheduler.ts';
import { frameNoise, rescheduledFrame } from './frame-noise.ts';
import type { NoiseArea } from './frame-noise.ts';
import type { GraphRunner } from './graph-runner.ts';
import { memoryOf, runnable } from './package-graphs.ts';
import type { ResolvedRecipe } from './resolve-recipe.ts';
import type { TextEmbeddings } from './text-embeddings.ts';

/** One tile of one window on its way from noise to clean latents. */
export interface TileOfWindow {
  readonly shot: FrameRange;
  /** First frame of the window. */
  readonly start: number;
  readonly area: NoiseArea;
  readonly frameWidth: number;
  readonly frameHeight: number;
  /** The source with its noise, [1,3,F,h,w] of the area. */
  readonly lowRes: Float32Array<ArrayBuffer>;
}

export interface Denoiser {
  readonly runner: GraphRunner;
  readonly loaded: LoadedDiffusionPackage;
  readonly recipe: ResolvedRecipe;
  readonly text: TextEmbeddings;
  readonly scheduler: Scheduler;
  /** Both prompts in one call. Without guidance there is only one. */
  readonly together: boolean;
  readonly signal: AbortSignal;
  /** Called before each step; may wait. */
  readonly beforeStep: (step: number) => Promise<void>;
}

/** Runs every denoising step of one tile (specification 1.2, step 10). Answers [Z,F,h,w] float32. */
export async function denoiseTile(denoiser: Denoiser, tile: TileOfWindow): Promise<Float32Array> {
  const { scheduler, signal, beforeStep } = denoiser;
  let sample = initialLatents(denoiser, tile);
  let memory: StepMemory | null = null;
  for (const [step, timestep] of scheduler.timesteps.entries()) {
    await beforeStep(step);
    signal.throwIfAborted();
    const modelOutput = await predict(denoiser, tile, { sample, timestep });
    refuseBroken(modelOutput, denoiser, { step, start: tile.start });
    ({ prevSample: sample, memory } = scheduler.step({ modelOutput, timestep, sample, memory }));
  }
  return sample;
}

/** Noise that a frame has in every window and tile, [Z,F,h,w]. */
function initialLatents({ loaded: { manifest }, recipe }: Denoiser, { shot, start, area, ...size }: TileOfWindow): Float32Array {
  const { length } = manifest.window;
  const { channels } = manifest.latents;
  const pixels = area.width * area.height;
  const latents = new Float32Array(channels * length * pixels);
  for (let i = 0; i < length; i += 1) {
    const frame =
      recipe.noiseRescheduling === 'off'
        ? start + i
        : rescheduledFrame({ seed: recipe.seed, shot, frame: start + i, window: manifest.window });
    const noise = frameNoise({ seed: recipe.seed, stream: 'latents', frame, channels, area, ...size });
    for (let z = 0; z < channels; z += 1) latents.set(noise.subarray(z * pixels, (z + 1) * pixels), (z * length + i) * pixels);
  }
  return latents;
}

interface Step {
  readonly sample: Float32Array;
  readonly timestep: number;
}

/** The denoiser's answer after classifier-free guidance: negative + scale * (positive - negative). */
async function predict(denoiser: Denoiser, tile: TileOfWindow, step: Step): Promise<Float32Array> {
  const { recipe, text, together } = denoiser;
  const { positive, negative } = text;
  if (recipe.guidanceScale === 1) return run(denoiser, tile, { ...step, texts: [positive] });
  if (!together) {
    const avoided = await run(denoiser, tile, { ...step, texts: [negative] });
    return guided(avoided, await run(denoiser, tile, { ...step, texts: [positive] }), recipe.guidanceScale);
  }
  const both = await run(denoiser, tile, { ...step, texts: [negative, positive] });
  const half = both.length / 2;
  return guided(both.subarray(0, half), both.subarray(half), recipe.guidanceScale);
}

function guided(avoided: Float32Array, wanted: Float32Array, scale: number): Float32Array {
  const result = new Float32Array(avoided.length);
  for (let i = 0; i < result.length; i += 1) result[i] = avoided[i]! + scale * (wanted[i]! - avoided[i]!);
  return result;
}

async function run(
  { runner, loaded, recipe, signal }: Denoiser,
  { area, lowRes }: TileOfWindow,
  { sample, timestep, texts }: Step & { readonly texts: readonly Float32Array[] },
): Promise<Float32Array> {
  const { manifest, components } = loaded;
  const batch = texts.length;
  const { length } = manifest.window;
  const { width, height } = area;
  const float = (dims: readonly number[], data: readonly Float32Array[]): EdgeTensor => ({
    type: 'float32',
    dims: [batch, ...dims],
    data: joined(data),
  });
  const numbers = (value: number): EdgeTensor => ({ type: 'int64', dims: [batch], data: new BigInt64Array(batch).fill(BigInt(value)) });
  const context = (texts[0]?.length ?? 0) / manifest.tokenizer.maxTokens;
  const { prediction } = await runner.run(runnable(loaded, 'denoiser'), {
    inputs: {
      sample: float([manifest.latents.channels, length, height, width], repeated(sample, batch)),
      timestep: numbers(timestep),
      low_res: float([3, length, height, width], repeated(lowRes, batch)),
      text: float([manifest.tokenizer.maxTokens, context], texts),
      noise_level: numbers(recipe.noiseLevel),
    },
    memoryBytes: memoryOf(components.denoiser.spec, width * height * batch),
    signal,
  });
  return prediction?.data as Float32Array;
}

function repeated(data: Float32Array, times: number): readonly Float32Array[] {
  return Array.from({ length: times }, () => data);
}

function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

/** A number that is none spreads over the whole picture with the next step. */
function refuseBroken(
  output: Float32Array,
  { loaded, scheduler }: Denoiser,
  { step, start }: { readonly step: number; readonly start: number },
): void {
  let sum = 0;
  // By index: an iterator takes ten times as long.
  for (let i = 0; i < output.length; i += 1) sum += output[i]! - output[i]!;
  if (sum === 0) return;
  throw new AppError(
    'model-failed',
    `The model ${loaded.manifest.id} gave numbers that are none (NaN or infinite) at step ${step + 1} of ${scheduler.timesteps.length} of the window at frame ${start}. ` +
      'Try another device or precision; if it happens again, the package is damaged: check it with "interweave models verify".',
  );
}
