import { expect, test } from 'vitest';
import { DiffVsrRecipe, DiffusionVsrManifest } from '../../../../native/contract/index.ts';
import { resolveRecipe } from '../../../../native/pipelines/diffvsr/resolve-recipe.ts';

const graph = { model: 'graph.onnx', inputs: [tensor('in')], outputs: [tensor('out')], memory: { fixedBytes: 0, perPixelBytes: 0 } };
const noise = { numTrainTimesteps: 600, betaStart: 0.0001, betaEnd: 0.02, betaSchedule: 'linear' };
const manifest = DiffusionVsrManifest.parse({
  ...{ manifestVersion: 1, kind: 'diffusion-vsr', id: 'toy', name: 'Toy', version: '1', summary: '', homepage: null },
  ...{ license: '', licenseNotice: '', credits: '', source: { type: 'bundled' }, files: [], scale: 4, precision: 'fp32' },
  components: { textEncoder: graph, denoiser: graph, vaeDecoder: graph, vaeEncoder: null },
  tokenizer: { file: 'tokenizer.json', maxTokens: 77, startToken: 49406, endToken: 49407, padToken: 0 },
  latents: { channels: 4, scalingFactor: 0.08333, decodeFrames: 4 },
  window: { length: 8, overlap: 4 },
  scheduler: { noise, predictionType: 'v-prediction', timestepSpacing: 'leading', stepsOffset: 1, setAlphaToOne: false },
  lowResNoise: { noise, maxLevel: 350 },
  defaults: {
    ...{ steps: 50, scheduler: 'ddim', guidanceScale: 5, noiseLevel: 50, latentTransition: 'reference', colorFix: 'none' },
    ...{ promptSuffix: 'clear, high quality', negativePrompt: 'blurry' },
  },
});
const recipe = (values: object = {}): DiffVsrRecipe => DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'toy', ...values });

test('what is left open is what the package recommends; what is not stays', () => {
  expect(resolveRecipe(recipe(), manifest)).toEqual({
    ...{ pipeline: 'diffvsr', modelId: 'toy', device: 'auto' },
    ...{ prompt: 'clear, high quality', promptSuffix: 'clear, high quality', negativePrompt: 'blurry' },
    ...{ steps: 50, scheduler: 'ddim', guidanceScale: 5, noiseLevel: 50, seed: 10, noiseRescheduling: 'on', latentTransition: 'reference' },
    ...{
      shots: 'detect',
      tileSize: 0,
      tileOverlap: 32,
      decodeTileSize: 0,
      memoryGb: 0,
      guidanceBatch: 'auto',
      colorFix: 'none',
      deinterlace: 'auto',
    },
  });
});

test('values of its own are kept, also those that are nothing', () => {
  const own = {
    ...{ prompt: '', promptSuffix: '', negativePrompt: '', steps: 4, scheduler: 'unipc', guidanceScale: 1, noiseLevel: 0 },
    ...{ latentTransition: 'none', colorFix: 'wavelet' },
  } as const;

  expect(resolveRecipe(recipe(own), manifest)).toMatchObject(own);
});

test.each([
  ['a fox', null, 'a fox clear, high quality'],
  [' a fox\n', ' sharp ', 'a fox sharp'],
  ['a fox', '', 'a fox'],
  ['', null, 'clear, high quality'],
  ['  ', ' sharp', 'sharp'],
  ['', '', ''],
])('the prompt %j with the quality words %j is read as %j', (prompt, promptSuffix, whole) => {
  expect(resolveRecipe(recipe({ prompt, promptSuffix }), manifest).prompt).toBe(whole);
});

test('noise beyond what the model was trained with is refused, with the limit', () => {
  expect(resolveRecipe(recipe({ noiseLevel: 350 }), manifest).noiseLevel).toBe(350);
  expect(() => resolveRecipe(recipe({ noiseLevel: 351 }), manifest)).toThrow(
    expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('0 to 350, not 351') as string }),
  );
});

test('more steps than the model has timesteps are refused, with the limit', () => {
  expect(resolveRecipe(recipe({ steps: 599 }), manifest).steps).toBe(599);
  expect(() => resolveRecipe(recipe({ steps: 600 }), manifest)).toThrow(
    expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('1 to 599 steps, not in 600') as string }),
  );
});

function tensor(name: string) {
  return { name, type: 'float32', shape: [1] };
}
