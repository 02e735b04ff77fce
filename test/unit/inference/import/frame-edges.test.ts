import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { withFrameEdges } from '../../../../native/inference/import/frame-edges.ts';
import { ncnnToOnnx } from '../../../../native/inference/import/ncnn-to-onnx.ts';
import { decodeGraph } from '../../../../native/inference/import/onnx-graph.ts';
import { conv, numbers, writeNet } from './ncnn-net.ts';
import type { NetLayer } from './ncnn-net.ts';
import { pictureTensor, runOnnx } from './run-onnx.ts';

const same = { 4: 1 };
const [height, width] = [5, 7];

/** How upscalers end: by a shuffle, by a shuffle on top of the enlarged picture, by a convolution, and by nothing of the kind. */
const ends: Readonly<Record<string, readonly NetLayer[]>> = {
  shuffle: [
    conv({ name: 'deep', from: 'data', to: 'deep', channels: [3, 12], params: same }),
    { type: 'PixelShuffle', name: 'shuffle', bottoms: ['deep'], tops: ['out'], params: { 0: 2 } },
  ],
  'shuffle and picture': pictureNet({ 0: 1, 1: 2, 2: 2 }, { 0: 2 }),
  'shuffle by colour and picture': pictureNet({ 0: 1, 1: 2, 2: 2 }, { 0: 2, 1: 1 }),
  'shuffle and smooth picture': pictureNet({ 0: 2, 1: 2, 2: 2 }, { 0: 2 }),
  convolution: [conv({ name: 'end', from: 'data', to: 'out', channels: [3, 3], params: same })],
  picture: [{ type: 'Interp', name: 'resize', bottoms: ['data'], tops: ['out'], params: { 0: 1, 1: 2, 2: 2 } }],
};

function pictureNet(resize: NetLayer['params'], shuffle: NetLayer['params']): NetLayer[] {
  return [
    { type: 'Split', name: 'split', bottoms: ['data'], tops: ['a', 'b'] },
    conv({ name: 'deep', from: 'a', to: 'deep', channels: [3, 12], params: same }),
    { type: 'PixelShuffle', name: 'shuffle', bottoms: ['deep'], tops: ['large'], params: shuffle! },
    { type: 'Interp', name: 'resize', bottoms: ['b'], tops: ['picture'], params: resize! },
    { type: 'BinaryOp', name: 'sum', bottoms: ['large', 'picture'], tops: ['out'], params: { 0: 0 } },
  ];
}

const depths = [8, 16] as const;
const cases = Object.keys(ends).flatMap((end) =>
  depths.flatMap((inputDepth) => depths.map((outputDepth) => ({ end, inputDepth, outputDepth }))),
);

test.each(cases)('$inputDepth bit in, $outputDepth bit out, ends by $end', async ({ end, inputDepth, outputDepth }) => {
  const { model, scale } = ncnnToOnnx(writeNet(ends[end]!));
  const white = 2 ** inputDepth - 1;
  const rows = numbers(3 * height * width, 3).map((value) => Math.round(((value + 1) / 2) * white));
  const planes = Float32Array.from(
    { length: rows.length },
    (_, i) => rows[(i % (height * width)) * 3 + Math.floor(i / (height * width))]! / white,
  );
  const samples = inputDepth === 8 ? Uint8Array.from(rows) : Uint16Array.from(rows);

  const values = await runOnnx(model, pictureTensor(planes, height, width));
  const input = new Tensor(inputDepth === 8 ? 'uint8' : 'uint16', samples, [1, height, width, 3]);
  const output = await runOnnx(withFrameEdges(model, { inputDepth, outputDepth }), input);

  const area = height * width * scale ** 2;
  const outputWhite = 2 ** outputDepth - 1;
  const expected = Array.from({ length: 3 * area }, (_, i) => {
    const value = (values.data as Float32Array)[(i % 3) * area + Math.floor(i / 3)]! * outputWhite;
    return Math.min(outputWhite, Math.max(0, value));
  });
  expect({ type: output.type, dims: output.dims }).toEqual({ type: `uint${outputDepth}`, dims: [1, height * scale, width * scale, 3] });
  // Half a level of rounding, and what is left of 24 bits for 16.
  const off = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - Number(output.data[i]))), 0);
  expect(off).toBeLessThanOrEqual(0.5 + outputWhite * 4e-7);
});

test('halves are rounded to the even level, and what lies outside is limited', async () => {
  // A 1x1 convolution that turns 8 bits into halves of 8-bit levels, from below black to above white.
  const weights = Float32Array.of(1.5, 0, 0, 0, 1.5, 0, 0, 0, 1.5);
  const net = [
    {
      ...conv({ name: 'end', from: 'data', to: 'out', channels: [3, 3], kernel: 1, params: { 5: 0 } }),
      blocks: [{ values: weights, form: 'float32' as const }],
    },
  ];
  const grey = Uint8Array.from({ length: 3 * 256 }, (_, i) => Math.floor(i / 3));

  const output = await runOnnx(
    withFrameEdges(ncnnToOnnx(writeNet(net)).model, { inputDepth: 8, outputDepth: 8 }),
    new Tensor('uint8', grey, [1, 16, 16, 3]),
  );

  const levels = Array.from({ length: 256 }, (_, i) => Number(output.data[3 * i]));
  expect([levels[0], levels[100], levels[170], levels[171], levels[255]]).toEqual([0, 150, 255, 255, 255]);
  // Odd levels become halves: each goes to one of its two neighbours.
  expect(levels.every((level, i) => Math.abs(level - Math.min(255, 1.5 * i)) <= 0.5)).toBe(true);
});

test('the last enlargement of the default model is done on samples', () => {
  const edged = decodeGraph(withFrameEdges(ncnnToOnnx(writeNet(ends['shuffle and picture']!)).model, { inputDepth: 8, outputDepth: 8 }));

  expect(edged.nodes.map(({ op }) => op)).toEqual([
    'Transpose',
    'Cast',
    'Mul',
    'Conv',
    'Gather',
    'Add',
    'QuantizeLinear',
    'DepthToSpace',
    'Transpose',
  ]);
  expect(edged.initializers.has('resize.scales')).toBe(false);
});
