import fc from 'fast-check';
import { test } from 'vitest';
import { ncnnToOnnx } from '../../../../native/inference/import/ncnn-to-onnx.ts';
import { conv, numbers, picture, writeNet } from './ncnn-net.ts';
import type { NetLayer } from './ncnn-net.ts';
import { evaluateNet } from './reference-evaluator.ts';
import { largestDifference, pictureTensor, runOnnx } from './run-onnx.ts';

/** One step of a net: which layer comes next, and a number that settles its details. */
const step = fc.record({
  kind: fc.constantFrom('conv', 'prelu', 'relu', 'residual', 'dense', 'depthwise', 'sigmoid', 'shuffle', 'resize'),
  seed: fc.nat(1000),
});

/** A net of the steps, closed by a convolution to three channels. At most two enlargements, by 2. */
function build(steps: readonly { kind: string; seed: number }[]): NetLayer[] {
  const layers: NetLayer[] = [];
  let [blob, channels, enlarged] = ['data', 3, 0];
  const add = (layer: Omit<NetLayer, 'name'>, outputs = channels): void => {
    layers.push({ ...layer, name: `l${layers.length}` });
    [blob, channels] = [layer.tops[0]!, outputs];
  };
  steps.forEach(({ kind, seed }, i) => {
    const to = `b${i}`;
    const same = { from: blob, to, name: '', seed };
    const size = [1, 3, 5][seed % 3]!;
    const padding = { 4: (size - 1) / 2 };
    switch (kind) {
      case 'conv':
        return add(
          conv({
            ...same,
            channels: [channels, 1 + (seed % 6)],
            kernel: size,
            form: (['float32', 'float16', 'table'] as const)[seed % 3]!,
            params: { ...padding, 9: 2, 10: [0.2] },
          }),
          1 + (seed % 6),
        );
      case 'depthwise':
        return add(
          conv({ ...same, type: 'ConvolutionDepthWise', channels: [channels, channels], groups: channels, kernel: size, params: padding }),
        );
      case 'prelu':
        return add({
          type: 'PReLU',
          bottoms: [blob],
          tops: [to],
          params: { 0: channels },
          blocks: [{ values: numbers(channels, seed).map((value) => 2 * value), form: 'plain' }],
        });
      case 'relu':
        return add({ type: 'ReLU', bottoms: [blob], tops: [to], params: { 0: 0.125 } });
      case 'sigmoid':
        return add({ type: 'Sigmoid', bottoms: [blob], tops: [to] });
      case 'shuffle':
        if (enlarged++ >= 2) return;
        add(conv({ ...same, to: `${to}d`, channels: [channels, 8], params: { 4: 1 } }), 8);
        return add({ type: 'PixelShuffle', bottoms: [blob], tops: [to], params: { 0: 2, 1: seed % 2 } }, 2);
      case 'resize':
        if (enlarged++ >= 2) return;
        return add({ type: 'Interp', bottoms: [blob], tops: [to], params: { 0: 1 + (seed % 3), 1: 2, 2: 2 } });
      default: {
        const before = channels;
        add({ type: 'Split', bottoms: [blob], tops: [`${to}a`, `${to}b`] });
        add(conv({ ...same, from: `${to}a`, to: `${to}c`, channels: [channels, channels], params: { 4: 1 } }));
        const bottoms = [`${to}c`, `${to}b`];
        if (kind === 'dense') add({ type: 'Concat', bottoms, tops: [to] }, 2 * before);
        else if (seed % 2) add({ type: 'Eltwise', bottoms, tops: [to], params: { 0: 1, 1: [0.2, 1] } });
        else add({ type: 'BinaryOp', bottoms, tops: [to], params: { 0: seed % 3 } });
      }
    }
  });
  add(conv({ name: '', from: blob, to: 'out', channels: [channels, 3], params: { 4: 1 } }), 3);
  return layers;
}

test('random nets give what the reference evaluator gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 7 }),
      fc.integer({ min: 3, max: 8 }),
      fc.integer({ min: 3, max: 8 }),
      async (steps, height, width) => {
        const layers = build(steps);
        const data = picture(height, width, 3);

        const { model } = ncnnToOnnx(writeNet(layers));
        const output = await runOnnx(model, pictureTensor(data, height, width));

        const right = evaluateNet(layers, data, height, width);
        // float32 against float64 through up to a dozen layers.
        const tolerance = 2e-5 * Math.max(1, ...right.values.map(Math.abs));
        return largestDifference(output.data as Float32Array, right.values) < tolerance;
      },
    ),
    { numRuns: 30, seed: 20 },
  );
});

test('a tile with the halo that a random net tells equals the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 5 }), fc.nat(20), async (steps, start) => {
      const layers = build(steps);
      const [height, width, size] = [6, 64, 8];
      const data = picture(height, width, 4);
      const { haloPx } = ncnnToOnnx(writeNet(layers));
      const from = Math.max(0, start - haloPx);
      const to = Math.min(width, start + size + haloPx);
      const tile = Float32Array.from(
        { length: 3 * height * (to - from) },
        (_, i) => data[Math.floor(i / (to - from)) * width + from + (i % (to - from))]!,
      );

      const whole = evaluateNet(layers, data, height, width);
      const part = evaluateNet(layers, tile, height, to - from);

      const scale = whole.h / height;
      for (let x = start * scale; x < (start + size) * scale; x += 1) {
        for (let c = 0; c < 3; c += 1)
          for (let y = 0; y < whole.h; y += 1) if (part.at(c, y, x - from * scale) !== whole.at(c, y, x)) return false;
      }
      return true;
    }),
    { numRuns: 12, seed: 21 },
  );
});
