import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Device } from '../../../native/contract/index.ts';
import { openCrashMarkers } from '../../../native/inference/crash-marker.ts';
import { chooseDevice, findDevice, probeDevices } from '../../../native/inference/execution-provider.ts';
import { whyUnusable } from '../../../native/inference/provider-reasons.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

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
  expect(whyUnusable('cuda', 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library')).toMatch(/npm run cuda/);
  expect(whyUnusable('directml', 'it stopped working (signal SIGSEGV)')).toBe(
    'It was tried: it stopped working (signal SIGSEGV). Update the graphics driver.',
  );
});

test('what ended its process is not tried again until that is asked for', async () => {
  const folder = await temporaryFolder();
  const markers = openCrashMarkers(folder.path);
  const { stdout } = spawnSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' });

  await markers.whileTrying('webgpu', async () => expect(await markers.crashedBefore('webgpu')).toBe(false));
  const afterSuccess = await markers.crashedBefore('webgpu');
  await writeFile(join(folder.path, 'trying-webgpu'), stdout.trim());
  const afterCrash = await markers.crashedBefore('webgpu');
  await markers.forget('webgpu');
  const afterRefresh = await markers.crashedBefore('webgpu');
  await folder.remove();

  expect({ afterSuccess, afterCrash, afterRefresh }).toEqual({ afterSuccess: false, afterCrash: true, afterRefresh: false });
});
