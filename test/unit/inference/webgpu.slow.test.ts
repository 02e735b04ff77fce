import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseDevice, probeDevices } from '../../../native/inference/execution-provider.ts';
import { openModelSession } from '../../../native/inference/model-session.ts';
import { int, openGraph } from '../../../native/inference/import/graph-builder.ts';
import { encodeNamedGraph } from '../../../native/inference/import/onnx-graph.ts';
import { finishGraph } from '../../../native/inference/pixel-graphs/pixel-graphs.ts';
import { photo, toyUpscaler } from './toy-models.ts';

/** WebGPU in software, as Debian's chromium brings it: right, and 300 times slower than the CPU. */
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const isThere = process.platform === 'linux' && existsSync(softwareDriver);
process.env['VK_ICD_FILENAMES'] ??= softwareDriver;

test.skipIf(!isThere)('WebGPU in software is usable when asked for and never chosen by itself', async () => {
  const devices = await probeDevices({});

  const webgpu = devices.find(({ provider }) => provider === 'webgpu');
  expect(webgpu).toMatchObject({ usable: true, name: 'GPU through WebGPU, in software' });
  expect(chooseDevice('auto', devices).provider).toBe('cpu');
  expect(chooseDevice('webgpu', devices)).toBe(webgpu);
});

test.skipIf(!isThere)('a model on WebGPU really runs there, to within one level of the CPU', async () => {
  const setup = { model: toyUpscaler(), edges: { inputDepth: 8, outputDepth: 8 }, threads: null, strict: false } as const;
  const results: Uint8Array[] = [];
  for (const provider of ['cpu', 'webgpu'] as const) {
    // In a process of its own, as the software driver keeps threads that outlive the session.
    const session = await openModelSession({ ...setup, provider }, { label: 'toy', isolation: 'process' });
    const { output } = await session.run({ type: 'uint8', dims: [1, 12, 16, 3], data: photo(16, 12) }, {});
    results.push(output.data as Uint8Array);
    session.kill();
  }

  const [onCpu, onGpu] = results;
  const worst = onCpu?.reduce((most, value, index) => Math.max(most, Math.abs(value - (onGpu?.[index] ?? 0))), 0);
  expect(worst).toBeLessThanOrEqual(1);
});

test.skipIf(!isThere)('a graph that a provider cannot run whole is refused where that was asked for', async () => {
  const edges = { inputDepth: 16, outputDepth: 16 } as const;
  const setup = { model: toyUpscaler(), edges, provider: 'webgpu', threads: null, strict: true } as const;

  await expect(openModelSession(setup, { label: 'toy', isolation: 'process' })).rejects.toMatchObject({ code: 'device-unusable' });
});

test.skipIf(!isThere).each(['adain', 'wavelet'] as const)(
  'a graph of several inputs runs on WebGPU, to within one level of the CPU: %s',
  async (colorFix) => {
    const { model } = finishGraph({ bitDepth: 8, scale: 4, colorFix });
    const [width, height] = [24, 16];
    const decoded = Float32Array.from({ length: 3 * 16 * width * height }, (_, index) => Math.sin(index * 12.9898));
    const results: Uint8Array[] = [];
    for (const provider of ['cpu', 'webgpu'] as const) {
      const session = await openModelSession(
        { model, edges: null, provider, threads: null, strict: false },
        { label: colorFix, isolation: 'process' },
      );
      const { outputs } = await session.runNamed(
        {
          decoded: { type: 'float32', dims: [1, 3, 4 * height, 4 * width], data: decoded },
          frames: { type: 'uint8', dims: [1, height, width, 3], data: photo(width, height) },
        },
        {},
      );
      results.push(outputs['output']?.data as Uint8Array);
      session.kill();
    }

    const [onCpu, onGpu] = results;
    expect(onGpu).toHaveLength(decoded.length);
    const worst = onCpu?.reduce((most, value, index) => Math.max(most, Math.abs(value - (onGpu?.[index] ?? 0))), 0);
    expect(worst).toBeLessThanOrEqual(1);
  },
);

test.skipIf(!isThere)('a graph that is beyond the device is refused as such', async () => {
  const pieces = Array.from({ length: 64 }, (_, index) => `piece${index}`);
  const graph = openGraph(['x', 'y', ...pieces]);
  graph.append({ name: 'split', op: 'Split', inputs: ['x'], outputs: pieces, attributes: { axis: int(1) } });
  graph.append({ name: 'y', op: 'Concat', inputs: pieces, outputs: ['y'], attributes: { axis: int(0) } });
  const edge = { type: 'float32', shape: [1, 64] } as const;
  const model = encodeNamedGraph({
    ...{ name: 'split', nodes: graph.nodes, initializers: graph.initializers },
    ...{ inputs: [{ ...edge, name: 'x' }], outputs: [{ ...edge, name: 'y', shape: [64, 1] }] },
  });

  const opening = openModelSession(
    { model, edges: null, provider: 'webgpu', threads: null, strict: false },
    { label: 'split', isolation: 'process' },
  );

  await expect(opening).rejects.toMatchObject({
    code: 'device-unusable',
    message: expect.stringMatching(/Choose another device/) as string,
  });
});
