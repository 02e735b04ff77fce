import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiffVsrRecipe } from '../../contract/index.ts';
import { findDevice } from '../../inference/execution-provider.ts';
import { conditionGraph, finishGraph } from '../../inference/pixel-graphs/pixel-graphs.ts';
import { createScheduler } from '../../schedulers/create-scheduler.ts';
import { lookAhead } from '../look-ahead.ts';
import type { OpenPipeline, Pipeline, PipelineContext, PipelineServices, PipelineSource } from '../pipeline.ts';
import { createGraphRunner } from './graph-runner.ts';
import { deviceWithin, fitIntoMemory } from './memory-fit.ts';
import { refuseSmall, resolveRecipe } from './resolve-recipe.ts';
import { restoreShots } from './restore-shots.ts';
import { framesNeeded, planShots } from './shot-work.ts';
import { shotsBetween } from './shots.ts';
import { createWorkMeter } from './work-meter.ts';

/** Restored frames that may wait for whoever takes them. */
const RESTORED_AHEAD = 2;

/**
 * Restores with a text-guided latent-diffusion model (arXiv 2501.10110): windows of frames inside a shot are denoised, their latents
 * blended where they overlap, and decoded. A frame's bits depend on its shot, the recipe and the device, never on the range that is wanted.
 */
export function diffVsrPipeline(services: PipelineServices): Pipeline<DiffVsrRecipe> {
  return { open: (recipe, source, context) => open(services, recipe, source, context) };
}

async function open(
  { models, pool }: PipelineServices,
  recipe: DiffVsrRecipe,
  source: PipelineSource,
  context: PipelineContext,
): Promise<OpenPipeline<DiffVsrRecipe>> {
  const { signal } = context;
  const { width, height, bitDepth } = source;
  const found = await findDevice(recipe.device, { signal });
  const loaded = await models.openDiffusion(recipe.modelId, { signal });
  const { manifest } = loaded;
  const resolved = resolveRecipe(recipe, manifest);
  const device = deviceWithin({ manifest, device: found, recipe: resolved });
  refuseSmall(source);
  const scheduler = createScheduler(resolved.scheduler, manifest.scheduler, { numInferenceSteps: resolved.steps });

  // 1. Shots, and what has to be computed of each
  const cuts = await cutsOf(recipe, context);
  const shape = { ...manifest.window, decodeFrames: manifest.latents.decodeFrames };
  const work = planShots(shotsBetween(cuts, source.frameCount), source, shape);

  // 2. What the windows come from, which names the place where they are kept
  const runner = createGraphRunner({ pool, device });
  const { denoiser, textEncoder } = loaded.components;
  const denoised = [
    LATENTS_VERSION,
    source.key,
    [width, height, bitDepth],
    [denoiser.sha256, textEncoder.sha256, manifest.tokenizer, manifest.window, manifest.scheduler, manifest.lowResNoise],
    [resolved.prompt, resolved.negativePrompt, resolved.steps, resolved.scheduler, resolved.guidanceScale],
    [resolved.noiseLevel, resolved.seed, resolved.noiseRescheduling],
    [device.provider, device.name],
  ];
  const place = (how: unknown): string =>
    join(
      context.cacheDir,
      'latents',
      createHash('sha256')
        .update(JSON.stringify([denoised, how]))
        .digest('hex')
        .slice(0, 32),
    );

  const state = { fit: fitIntoMemory({ manifest, device, recipe: resolved, width, height }) };
  const latentsPlace = (): string => {
    const { tileSide, together } = state.fit;
    const tiled = tileSide < Math.max(width, height);
    return place([tiled ? [tileSide, resolved.tileOverlap] : null, together]);
  };
  if (!context.resume) await rm(latentsPlace(), { recursive: true, force: true });

  const meter = createWorkMeter({ work, range: source, recipe: resolved, context });
  const restored = (frames: Parameters<OpenPipeline['run']>[0]): ReturnType<OpenPipeline['run']> =>
    restoreShots(frames, {
      ...{ work, shape, loaded, runner, device, scheduler, recipe: resolved, source, context, state, meter, latentsPlace },
      condition: { label: 'source frames', ...conditionGraph({ bitDepth }), outputs: ['low_res'] },
      finish: {
        ...{ label: 'finished frames', ...finishGraph({ bitDepth, scale: manifest.scale, colorFix: resolved.colorFix }) },
        ...{ outputs: ['output'], needsSource: resolved.colorFix !== 'none' },
      },
    });

  return {
    outputWidth: width * manifest.scale,
    outputHeight: height * manifest.scale,
    inputRange: framesNeeded(work, shape),
    keepsOwnWork: true,
    run: (frames) => lookAhead(restored(frames), RESTORED_AHEAD, signal),
    recipe: () => ({
      ...recipe,
      ...{ promptSuffix: resolved.promptSuffix, negativePrompt: resolved.negativePrompt, steps: resolved.steps },
      ...{ scheduler: resolved.scheduler, guidanceScale: resolved.guidanceScale, noiseLevel: resolved.noiseLevel },
      ...{ latentTransition: resolved.latentTransition, colorFix: resolved.colorFix, shots: [...cuts] },
      tileSize: state.fit.tileSide < Math.max(width, height) ? state.fit.tileSide : recipe.tileSize,
      decodeTileSize: state.fit.decodeSide < Math.max(width, height) ? state.fit.decodeSide : recipe.decodeTileSize,
      guidanceBatch: state.fit.together ? 'together' : 'apart',
    }),
    workMegapixels: () => (meter.computed() * width * height) / 1e6,
    inferenceMs: runner.inferenceMs,
    model: { id: manifest.id, version: manifest.version, sha256: loaded.sha256 },
    device: { provider: device.provider, name: device.name },
    runtimeVersion: runner.runtimeVersion,
    close: runner.close,
  };
}

/** Of what is kept on disk: another way to compute makes other bits. */
const LATENTS_VERSION = 1;

async function cutsOf({ shots }: DiffVsrRecipe, { sceneCuts }: PipelineContext): Promise<readonly number[]> {
  if (shots === 'off') return [];
  return shots === 'detect' ? sceneCuts() : shots;
}
