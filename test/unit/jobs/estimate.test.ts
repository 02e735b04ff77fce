import { expect, test } from 'vitest';
import type { Device, ModelManifest, VideoStream } from '../../../native/contract/index.ts';
import { estimateRestore } from '../../../native/jobs/estimate.ts';
import type { EstimateInput } from '../../../native/jobs/estimate.ts';

const video = { width: 640, height: 360, bitDepth: 8 } as VideoStream;
const manifest = { kind: 'frame-upscaler', scale: 4, haloPx: 34, memory: { fixedBytes: 50e6, perPixelBytes: 2000 } } as ModelManifest;
const device: Device = {
  ...{ provider: 'cpu', name: 'CPU', usable: true, reason: null },
  ...{ memoryBudgetBytes: 4e9, threads: 2 },
};
const input = {
  ...{ video, manifest, device, range: { startFrame: 10, endFrame: 110 } },
  recipe: { pipeline: 'real-esrgan', modelId: 'm', device: 'auto', tileSize: 0, deinterlace: 'auto' },
  output: { codec: 'h264', quality: 16, audio: 'copy' },
  msPerMegapixel: 10_000,
} satisfies EstimateInput;

test('time comes from the speed that was measured on this device', () => {
  const { timeMs, basis, frames, outputWidth, outputHeight } = estimateRestore(input);

  // 100 frames x 0.2304 megapixels x 10 s, and the fixed part.
  expect({ timeMs, basis, frames, outputWidth, outputHeight }).toEqual({
    ...{ timeMs: 231_900, basis: 'measured', frames: 100 },
    ...{ outputWidth: 2560, outputHeight: 1440 },
  });
});

test('no time is promised before anything was measured', () => {
  expect(estimateRestore({ ...input, msPerMegapixel: null })).toMatchObject({ timeMs: null, basis: 'assumed' });
});

test('smaller tiles need less memory', () => {
  const whole = estimateRestore(input).memoryBytes;
  const tiled = estimateRestore({ ...input, recipe: { ...input.recipe, tileSize: 128 } }).memoryBytes;

  expect(tiled).toBeLessThan(whole - 200e6);
});

test('an automatic tile size stays within the budget of the device', () => {
  const small = estimateRestore({ ...input, device: { ...device, memoryBudgetBytes: 100e6 } }).memoryBytes;

  expect(small).toBeLessThan(estimateRestore(input).memoryBytes - 300e6);
});

test('six steps of quality halve the disk space, and lossless does not care', () => {
  const sizeOf = (codec: 'h264' | 'ffv1', quality: number): number =>
    estimateRestore({ ...input, output: { codec, quality, audio: 'copy' } }).diskBytes;

  expect(sizeOf('h264', 16) / sizeOf('h264', 22)).toBeCloseTo(2, 5);
  expect(sizeOf('ffv1', 16)).toBe(sizeOf('ffv1', 22));
});
