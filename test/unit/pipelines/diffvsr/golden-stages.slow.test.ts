/** Every stage of the pipeline against an independent run of the reference procedure in Python (models/toy/make_golden.py). A drift names its stage. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DiffVsrRecipe, SchedulerName } from '../../../../native/contract/index.ts';
import type { LoadedDiffusionPackage } from '../../../../native/inference/diffusion-package.ts';
import { findDevice } from '../../../../native/inference/execution-provider.ts';
import { openModelStore } from '../../../../native/inference/model-store.ts';
import { conditionGraph } from '../../../../native/inference/pixel-graphs/pixel-graphs.ts';
import { createSessionPool } from '../../../../native/inference/session-pool.ts';
import { createBlendedLatents } from '../../../../native/pipelines/diffvsr/blended-latents.ts';
import { decodeGroup } from '../../../../native/pipelines/diffvsr/decode-group.ts';
import { createGraphRunner } from '../../../../native/pipelines/diffvsr/graph-runner.ts';
import type { GraphRunner } from '../../../../native/pipelines/diffvsr/graph-runner.ts';
import type { WindowLatents } from '../../../../native/pipelines/diffvsr/latent-store.ts';
import { resolveRecipe } from '../../../../native/pipelines/diffvsr/resolve-recipe.ts';
import { sourceFrame } from '../../../../native/pipelines/diffvsr/temporal-windows.ts';
import { embedPrompts } from '../../../../native/pipelines/diffvsr/text-embeddings.ts';
import { denoiseWindow } from '../../../../native/pipelines/diffvsr/window-latents.ts';
import { createScheduler } from '../../../../native/schedulers/create-scheduler.ts';
import type { Scheduler } from '../../../../native/schedulers/scheduler.ts';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../../fixtures/toy-package.ts';
import { drift, openGolden } from './golden-tensors.ts';

const { stage, ...source } = openGolden('.');
const golden = z
  .object({
    ...{ frames: z.int(), width: z.int(), height: z.int(), seed: z.int(), steps: z.int(), noiseLevel: z.int() },
    ...{ guidanceScale: z.number(), prompt: z.string(), negativePrompt: z.string(), windowStarts: z.array(z.int()) },
    timesteps: z.record(z.string(), z.array(z.int())),
    decodedFrames: z.record(z.string(), z.array(z.int())),
  })
  .parse(source.index);
const { width, height } = golden;
const shot = { startFrame: 0, endFrame: golden.frames };

/** F times [Z,h,w] as [Z,F,h,w]. */
function asVideo(window: WindowLatents, channels: number): Float32Array {
  const pixels = width * height;
  const video = new Float32Array(channels * window.length * pixels);
  for (const [f, frame] of window.entries()) {
    for (let z_ = 0; z_ < channels; z_ += 1) {
      video.set(frame.subarray(z_ * pixels, (z_ + 1) * pixels), (z_ * window.length + f) * pixels);
    }
  }
  return video;
}

let home: Awaited<ReturnType<typeof temporaryFolder>>;
const pool = createSessionPool({});
let runner: GraphRunner;
let loaded: LoadedDiffusionPackage;
const signal = new AbortController().signal;
beforeAll(async () => {
  home = await temporaryFolder();
  const packagesDir = await installToy(join(home.path, 'packages'));
  runner = createGraphRunner({ pool, device: await findDevice('cpu', { signal }) });
  loaded = await openModelStore({ packagesDir, weightsDir: home.path }).openDiffusion(toyId, { signal });
});
afterAll(async () => {
  await runner.close();
  await pool.close();
  await home.remove();
});

const words = { prompt: golden.prompt, negativePrompt: golden.negativePrompt, note: () => undefined, signal };

test('text', async () => {
  const { negative, positive } = await embedPrompts(runner, loaded, words);

  expect(drift([...negative, ...positive], stage('text'))).toBeLessThan(1e-5);
  const spentMs = runner.inferenceMs();
  expect(await embedPrompts(runner, loaded, words)).toEqual({ negative, positive });
  expect(runner.inferenceMs(), 'prompts that were embedded are not embedded again').toBe(spentMs);
});

test.each(['ddim', 'dpm-solver++', 'unipc'])('denoising, blending and decoding with %s', async (text) => {
  const name = SchedulerName.parse(text);
  const { manifest } = loaded;
  const { channels, decodeFrames } = manifest.latents;
  const recipe = resolveRecipe(
    DiffVsrRecipe.parse({
      ...{ pipeline: 'diffvsr', modelId: toyId, device: 'cpu', scheduler: name, promptSuffix: '' },
      ...{ prompt: golden.prompt, negativePrompt: golden.negativePrompt, seed: golden.seed, steps: golden.steps },
      ...{ guidanceScale: golden.guidanceScale, noiseLevel: golden.noiseLevel, latentTransition: 'reference' },
    }),
    manifest,
  );
  const scheduler = createScheduler(name, manifest.scheduler, { numInferenceSteps: recipe.steps });
  expect(scheduler.timesteps).toEqual(golden.timesteps[name]);

  const condition = { label: 'condition', ...conditionGraph({ bitDepth: 8 }), outputs: ['low_res'] };
  const denoiser = { runner, loaded, recipe, text: await embedPrompts(runner, loaded, words), together: true, signal, condition };
  const windowAt = (start: number, by: Scheduler): Promise<WindowLatents> => {
    const frames = Array.from({ length: manifest.window.length }, (_, i) => source.sourceFrame(sourceFrame(shot, start + i)));
    const how = { tileSide: 4096, onStep: () => Promise.resolve() };
    return denoiseWindow({ ...denoiser, scheduler: by }, { shot, start, frames }, how);
  };

  const first = await windowAt(0, { ...scheduler, timesteps: scheduler.timesteps.slice(0, 1) });
  expect(drift(asVideo(first, channels), stage(`${name}/window-0/step-1`)), 'after step 1').toBeLessThan(1e-5);

  const blended = createBlendedLatents({ overlap: manifest.window.overlap, transition: 'reference' });
  for (const start of golden.windowStarts) {
    const window = await windowAt(start, scheduler);
    expect(drift(asVideo(window, channels), stage(`${name}/window-${start}/final`)), `window ${start}`).toBeLessThan(1e-4);
    blended.add(start, window);
  }
  const padded = (golden.windowStarts.at(-1) ?? 0) + manifest.window.length;
  const latents = Array.from({ length: padded }, (_, frame) => blended.of(frame));
  expect(drift(asVideo(latents, channels), stage(`${name}/blended-reference`)), 'latent transition').toBeLessThan(1e-4);

  const pictures: Float32Array[] = [];
  for (let group = 0; group < golden.frames; group += decodeFrames) {
    const size = { width, height, tileSide: 4096, overlap: 32 };
    pictures.push(...(await decodeGroup({ runner, loaded, signal }, latents.slice(group, group + decodeFrames), size)));
  }
  const kept = (golden.decodedFrames[name] ?? []).flatMap((frame) => [...(pictures[frame] ?? [])].map((x) => Math.min(1, Math.max(-1, x))));
  expect(drift(kept, stage(`${name}/decoded-reference`)), 'decoding').toBeLessThan(1e-4);
});
