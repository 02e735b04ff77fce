import { expect, test } from 'vitest';
import type { Device } from '../../../native/contract/index.ts';
import { chooseDevice, findDevice, probeDevices } from '../../../native/inference/execution-provider.ts';
import { whyUnusable } from '../../../native/inference/provider-reasons.ts';

const { signal } = new AbortController();
const device = (provider: Device['provider'], usable: boolean): Device => ({
  ...{ provider, name: provider, usable, reason: usable ? null : 'Install its driver.' },
  ...{ memoryBudgetBytes: usable ? 1 : null, threads: null },
});

test('every provider is told of once: usable with a budget, or not with the reason', async () => {
  const devices = await probeDevices({ signal });

  expect(devices.map(({ provider }) => provider).sort()).toEqual(['coreml', 'cpu', 'cuda', 'directml', 'tensorrt', 'webgpu']);
  for (const { usable, reason, memoryBudgetBytes } of devices) {
    expect(reason === null).toBe(usable);
    expect(memoryBudgetBytes !== null).toBe(usable);
    if (reason !== null) expect(reason).toMatch(/^[A-Z].*\.$/);
  }
  const cpu = devices.find(({ provider }) => provider === 'cpu');
  expect(cpu?.usable).toBe(true);
  expect(cpu?.threads).toBeGreaterThan(0);
});

test('the answer is kept until it is asked for afresh', async () => {
  const first = await probeDevices({ signal });

  expect(await probeDevices({ signal })).toBe(first);
});

test('a job on the CPU gets the device that the list shows', async () => {
  const listed = (await probeDevices({ signal })).find(({ provider }) => provider === 'cpu');

  expect(await findDevice('cpu', { signal })).toEqual(listed);
});

test('automatic takes the first usable one, and a named one is that one or an error', () => {
  const devices = [device('webgpu', false), device('cuda', true), device('cpu', true)];

  expect(chooseDevice('auto', devices).provider).toBe('cuda');
  expect(chooseDevice('cpu', devices).provider).toBe('cpu');
  expect(() => chooseDevice('webgpu', devices)).toThrow('The device "webgpu" cannot be used. Install its driver.');
});

test('a probe that is no longer wanted ends at once', async () => {
  await expect(probeDevices({ signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
});

test('reasons say what to do', () => {
  expect(whyUnusable('cuda', new Error('OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library'))).toMatch(
    /npm run cuda/,
  );
  expect(whyUnusable('directml', new Error('The model probe stopped working (signal SIGSEGV).'))).toMatch(
    /SIGSEGV.*Update the graphics driver/,
  );
});
