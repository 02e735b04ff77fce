import type { RealEsrganRecipe } from '../../contract/index.ts';
import { withinMemory } from '../../inference/device-facts.ts';
import { findDevice } from '../../inference/execution-provider.ts';
import { openFrameUpscaler } from '../../inference/frame-upscaler.ts';
import type { Frame } from '../../media/frame.ts';
import { lookAhead } from '../look-ahead.ts';
import type { OpenPipeline, Pipeline, PipelineContext, PipelineServices, PipelineSource } from '../pipeline.ts';

/** Restored frames that may wait for whoever takes them, so that the model goes on while they are written. */
const RESTORED_AHEAD = 2;

/**
 * Restores every frame on its own with a single-frame upscaler (Real-ESRGAN and its kind). A frame's bits
 * depend on that frame alone, so a run may be cut anywhere.
 */
export function realEsrganPipeline(services: PipelineServices): Pipeline<RealEsrganRecipe> {
  return { open: (recipe, source, context) => open(services, recipe, source, context) };
}

async function open(
  { models, pool }: PipelineServices,
  recipe: RealEsrganRecipe,
  { width, height, bitDepth, startFrame, endFrame }: PipelineSource,
  { signal, note }: PipelineContext,
): Promise<OpenPipeline<RealEsrganRecipe>> {
  const device = withinMemory(await findDevice(recipe.device, { signal }), recipe);
  const loaded = await models.open(recipe.modelId, { signal });
  const upscaler = await openFrameUpscaler(loaded, { pool, device, width, height, bitDepth, tileSize: recipe.tileSize, note, signal });
  let inferenceMs = 0;
  let restoredFrames = 0;

  async function* upscaled(frames: AsyncIterable<Frame>): AsyncGenerator<Frame> {
    for await (const frame of frames) {
      const startedMs = performance.now();
      const restored = await upscaler.upscaleFrame(frame, { signal });
      inferenceMs += performance.now() - startedMs;
      restoredFrames += 1;
      yield restored;
    }
  }
  return {
    outputWidth: width * loaded.manifest.scale,
    outputHeight: height * loaded.manifest.scale,
    inputRange: { startFrame, endFrame },
    keepsOwnWork: false,
    run: (frames) => lookAhead(upscaled(frames), RESTORED_AHEAD, signal),
    recipe: () => recipe,
    workMegapixels: () => (restoredFrames * width * height) / 1e6,
    inferenceMs: () => inferenceMs,
    model: { id: loaded.manifest.id, version: loaded.manifest.version, sha256: loaded.sha256 },
    device: { provider: device.provider, name: device.name },
    runtimeVersion: () => upscaler.runtimeVersion,
    close: () => upscaler.close(),
  };
}
