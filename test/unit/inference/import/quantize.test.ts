import { expect, test } from 'vitest';
import { withFrameEdges } from '../../../../native/inference/import/frame-edges.ts';
import { ncnnToOnnx } from '../../../../native/inference/import/ncnn-to-onnx.ts';
import { decodeGraph } from '../../../../native/inference/import/onnx-graph.ts';
import { Calibration, quantizeConvs } from '../../../../native/inference/import/quantize.ts';
import { conv, picture, writeNet } from './ncnn-net.ts';
import type { NetLayer } from './ncnn-net.ts';
import { evaluateNet } from './reference-evaluator.ts';
import { largestDifference, pictureTensor, runOnnx } from './run-onnx.ts';

const [height, width] = [12, 16];
const data = picture(height, width, 11);
const slopes = [-0.25, 0.125, 1, 1.75, 0, 3];

const prelu = (from: string, to: string): NetLayer => ({
  type: 'PReLU',
  name: to,
  bottoms: [from],
  tops: [to],
  params: { 0: slopes.length },
  blocks: [{ values: Float32Array.from(slopes), form: 'plain' }],
});
const same = { 4: 1 };
const layers = [
  conv({ name: 'first', from: 'data', to: 'a', channels: [3, 6], params: same, seed: 1 }),
  prelu('a', 'a-active'),
  conv({ name: 'second', from: 'a-active', to: 'b', channels: [6, 6], params: same, seed: 2 }),
  prelu('b', 'b-active'),
  conv({ name: 'third', from: 'b-active', to: 'c', channels: [6, 6], params: same, seed: 3 }),
  prelu('c', 'c-active'),
  conv({ name: 'last', from: 'c-active', to: 'out', channels: [6, 3], params: same, seed: 4 }),
];
const { model } = ncnnToOnnx(writeNet(layers));

/** Channels are scaled a little, and turned where the slope is above 1. */
const channelScales = slopes.map((slope, channel) => (slope > 1 ? -1 : 1) * (1 + channel / 8));

/** What the reference evaluator says that the values after so many layers take once their channels are scaled. */
function rangeAfter(...counts: readonly number[]): { low: number; high: number } {
  const scaled = counts.flatMap((count) => {
    const { values, h, w } = evaluateNet(layers.slice(0, count), data, height, width);
    return Array.from(values, (value, i) => value / channelScales[Math.floor(i / (h * w))]!);
  });
  return { low: Math.min(0, ...scaled), high: Math.max(0, ...scaled) };
}

const calibration = (integer: boolean, changed: Partial<Calibration> = {}): Calibration => ({
  calibrationVersion: 1,
  made: 'here',
  weightLimit: 127,
  convs: {
    first: { channelScales, isInteger: false, range: rangeAfter(2) },
    second: { channelScales, isInteger: integer, range: rangeAfter(3, 4) },
    third: { channelScales, isInteger: integer, range: rangeAfter(5, 6) },
  },
  ...changed,
});

const run = async (bytes: Uint8Array) => (await runOnnx(bytes, pictureTensor(data, height, width))).data as Float32Array;

test('scaled and turned channels give the same picture', async () => {
  const scaled = await run(quantizeConvs(model, calibration(false)));

  // The same sums in float32, with factors in other places.
  expect(largestDifference(scaled, await run(model))).toBeLessThan(1e-5);
});

test('the int8 form comes close to what it was made of', async () => {
  const full = await run(model);
  // Random weights are what overflows a processor without VNNI: 7 bits.
  const fast = await run(quantizeConvs(model, calibration(true, { weightLimit: 63 })));

  const span = Math.max(...full) - Math.min(...full);
  const error = Math.sqrt(full.reduce((sum, value, i) => sum + (value - fast[i]!) ** 2, 0) / full.length) / span;
  // Four roundings of values to 8 bits and three of weights to 7: each about 1 / (sqrt(12) * 128) of its own span.
  expect(error).toBeLessThan(0.01);
  expect(error).toBeGreaterThan(0);
});

test('weights are int8 and biases int32, and the first and last convolution are left alone', () => {
  const { nodes, initializers } = decodeGraph(quantizeConvs(model, calibration(true)));

  const weightTypes = nodes
    .filter(({ op }) => op === 'Conv')
    .map(({ name, inputs }) => [name, initializers.get(inputs[1]!)?.type ?? nodes.find(({ outputs }) => outputs[0] === inputs[1])?.op]);
  expect(weightTypes).toEqual([
    ['first', 'float32'],
    ['second', 'DequantizeLinear'],
    ['third', 'DequantizeLinear'],
    ['last', 'float32'],
  ]);
  expect([initializers.get('second.weight.int8')?.type, initializers.get('second.bias.int32')?.type]).toEqual(['int8', 'int32']);
  expect(initializers.has('second.weight')).toBe(false);
});

test('7-bit weights stay below 64', () => {
  const { initializers } = decodeGraph(quantizeConvs(model, calibration(true, { weightLimit: 63 })));

  const weights = initializers.get('second.weight.int8')!.data as Int8Array;
  expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(63);
});

test('frame edges go around an int8 model too', () => {
  const edged = decodeGraph(withFrameEdges(quantizeConvs(model, calibration(true)), { inputDepth: 8, outputDepth: 8 }));

  expect([edged.input.type, edged.output.type]).toEqual(['uint8', 'uint8']);
});

test.each([
  {
    what: 'a convolution that is not there',
    convs: { nowhere: { channelScales, isInteger: false, range: rangeAfter(2) } },
    says: /no convolution nowhere/,
  },
  {
    what: 'the last convolution',
    convs: { last: { channelScales: [1, 1, 1], isInteger: false, range: rangeAfter(7) } },
    says: /not followed by an activation/,
  },
  {
    what: 'another number of channels',
    convs: { first: { channelScales: [1], isInteger: false, range: rangeAfter(2) } },
    says: /6 channels/,
  },
  {
    what: 'channels that are not turned',
    convs: { first: { channelScales: [1, 1, 1, 1, 1, 1], isInteger: false, range: rangeAfter(2) } },
    says: /wrong sign/,
  },
  {
    what: 'a convolution whose input is unknown',
    convs: { second: { channelScales, isInteger: true, range: rangeAfter(3, 4) } },
    says: /is not calibrated/,
  },
])('refuses a calibration of $what', ({ convs, says }) => {
  expect(() => quantizeConvs(model, calibration(true, { convs }))).toThrow(
    expect.objectContaining({ code: 'model-contract', message: expect.stringMatching(says) }),
  );
});

test('a calibration file with a range that leaves zero out is none', () => {
  const { first } = calibration(true).convs;

  const parsed = Calibration.safeParse(calibration(true, { convs: { first: { ...first!, range: { low: 1, high: 2 } } } }));

  expect(parsed.success).toBe(false);
});
