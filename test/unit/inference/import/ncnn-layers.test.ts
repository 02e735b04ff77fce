import { expect, test } from 'vitest';
import { ncnnToOnnx } from '../../../../native/inference/import/ncnn-to-onnx.ts';
import { readLayerAnswers } from '../../../fixtures/ncnn/expectations.ts';
import { layerNets, layerPicture } from './layer-nets.ts';
import { writeNet } from './ncnn-net.ts';
import { evaluateNet } from './reference-evaluator.ts';
import { largestDifference, pictureTensor, runOnnx } from './run-onnx.ts';

/** Sums of up to a hundred products near 1 in float32: a few units of 6e-8 each. Of the largest value, or of 1. */
const TOLERANCE = 5e-6;

const answers = readLayerAnswers();
const { data, height, width } = layerPicture;

test.each(Object.entries(layerNets))('%s', async (name, layers) => {
  const { model, scale } = ncnnToOnnx(writeNet(layers));

  const output = await runOnnx(model, pictureTensor(data, height, width));

  const right = evaluateNet(layers, data, height, width);
  expect({ scale, dims: output.dims }).toEqual({ scale: right.h / height, dims: [1, right.c, right.h, right.w] });
  const tolerance = TOLERANCE * Math.max(1, ...right.values.map(Math.abs));
  expect(largestDifference(output.data as Float32Array, right.values)).toBeLessThan(tolerance);
  // ncnn's own answer, computed once and stored. Its 1 / sqrt is the processor's estimate of 12 bits.
  const ncnnTolerance = name.startsWith('UnaryOp 6') ? 2 ** -11 : tolerance;
  expect(largestDifference(output.data as Float32Array, answers.get(name)!)).toBeLessThan(ncnnTolerance);
});
