import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseDevice, probeDevices } from '../../../native/inference/execution-provider.ts';
import { openModelSession } from '../../../native/inference/model-session.ts';
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
