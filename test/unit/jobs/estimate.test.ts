import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DiffVsrRecipe, DiffusionVsrManifest } from '../../../native/contract/index.ts';
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
  recipe: { pipeline: 'real-esrgan', modelId: 'm', device: 'auto', tileSize: 0, memoryGb: 0, deinterlace: 'auto' },
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

const fixture = (name: string): DiffusionVsrManifest =>
  DiffusionVsrManifest.parse(JSON.parse(readFileSync(new URL(`../../fixtures/diffvsr/${name}/manifest.json`, import.meta.url), 'utf8')));
const diffusion = (name: string, recipe: object = {}): EstimateInput => ({
  ...{ ...input, manifest: fixture(name), video: { ...video, frameCount: 120 }, range: { startFrame: 0, endFrame: 20 } },
  recipe: DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'm', shots: 'off', steps: 10, ...recipe }),
});

test('a diffusion model: windows, calls, what is kept for a resume, and time by both calls and decoding', () => {
  // Frames 0 to 20 lie in windows that begin at 0, 4, 8, 12 and 16; 5 groups of 4 frames to decode.
  const { timeMs, diffusion: found } = estimateRestore(diffusion('toy'));

  const pixels = 640 * 360;
  expect(found).toEqual({ windows: 5, denoiserCalls: 5 * 10 * 2, keptBytes: 5 * 8 * 4 * pixels * 4 });
  expect(timeMs).toBe(Math.round(1500 + (10_000 * (100 + 5) * pixels) / 1e6));
});

test('without guidance half the calls; a cut where a window begins saves the one that would reach across', () => {
  expect(estimateRestore(diffusion('toy', { guidanceScale: 1 })).diffusion?.denoiserCalls).toBe(50);
  expect(estimateRestore(diffusion('toy', { shots: [8] })).diffusion?.windows).toBe(1 + 3);
});

test('a model of single frames has a window for each frame', () => {
  expect(estimateRestore(diffusion('upscaler')).diffusion).toMatchObject({ windows: 20, denoiserCalls: 400 });
});

test('a recipe that the package cannot run has no estimate', () => {
  expect(() => estimateRestore(diffusion('toy', { noiseLevel: 400 }))).toThrow(/noise level of 0 to 350/);
  expect(() => estimateRestore({ ...diffusion('toy'), recipe: input.recipe })).toThrow(/cannot run DiffVSR toy/);
});

test('the memory of 160x90 with interweave-nano on a processor: within a fifth of the 1.22 GB that were measured', () => {
  const manifest = JSON.parse(
    readFileSync(new URL('../../../models/packages/interweave-nano/manifest.json', import.meta.url), 'utf8'),
  ) as unknown;
  const recipe = DiffVsrRecipe.parse({ pipeline: 'diffvsr', shots: 'off' });
  const small = {
    ...diffusion('toy'),
    recipe,
    manifest: DiffusionVsrManifest.parse(manifest),
    device: { ...device, memoryBudgetBytes: 8e9 },
  };
  const { memoryBytes } = estimateRestore({ ...small, video: { ...small.video, width: 160, height: 90 } });

  expect(memoryBytes / 1.22e9).toBeGreaterThan(0.8);
  expect(memoryBytes / 1.22e9).toBeLessThan(1.2);
});
