import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { frameNoise, rescheduledFrame } from '../../../../native/pipelines/diffvsr/frame-noise.ts';
import { blendOverlap } from '../../../../native/pipelines/diffvsr/latent-transition.ts';
import { layWindows } from '../../../../native/pipelines/diffvsr/temporal-windows.ts';

const folder = join(import.meta.dirname, '../../../fixtures/diffvsr');
const index = z
  .object({
    frames: z.int(),
    width: z.int(),
    height: z.int(),
    seed: z.int(),
    windowStarts: z.array(z.int()),
    stages: z.array(z.object({ name: z.string(), shape: z.array(z.int()), offset: z.int() })),
  })
  .parse(JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')));
const bytes = readFileSync(join(folder, 'golden.bin'));
const window = { length: 8, overlap: 4 };
const shot = { startFrame: 0, endFrame: index.frames };
const pixels = index.width * index.height;

test('noise has the bits of an implementation in numpy, frame by frame', () => {
  const latents = stage('base-latents', 4);
  const lowRes = stage('low-res-noise', 3);

  expect(latents.map((_, frame) => noise('latents', frame, 4))).toEqual(latents);
  expect(lowRes.map((_, frame) => noise('low-res', frame, 3))).toEqual(lowRes);
});

test('first latents after noise rescheduling are those of the reference procedure', () => {
  const expected = stage('initial-latents', 4);

  const own = expected.map((_, frame) => noise('latents', rescheduledFrame({ seed: index.seed, shot, frame, window }), 4));

  expect(own).toEqual(expected);
});

test('windows lie and blend as in the reference procedure', () => {
  const { starts } = layWindows(shot, window);
  expect(starts).toEqual(index.windowStarts);
  for (const kind of ['reference', 'paper'] as const) {
    const expected = stage(`ddim/blended-${kind}`, 4);
    for (const [i, start] of starts.slice(1).entries()) {
      const before = stage(`ddim/window-${starts[i] ?? 0}/final`, 4).slice(4);
      const own = stage(`ddim/window-${start}/final`, 4).slice(0, 4);
      const blended = blendOverlap(before, own, kind);
      // Weights are rounded to float32 there, not here: about one part in 2^23 of latents of up to 4.
      const apart = blended.flatMap((frame, j) => [...frame].map((value, k) => Math.abs(value - (expected[start + j]?.[k] ?? NaN))));
      expect(Math.max(...apart)).toBeLessThan(2e-6);
    }
  }
});

function noise(stream: 'latents' | 'low-res', frame: number, channels: number): Float32Array {
  const [frameWidth, frameHeight] = [index.width, index.height];
  const area = { x: 0, y: 0, width: frameWidth, height: frameHeight };
  return frameNoise({ seed: index.seed, stream, frame, channels, frameWidth, frameHeight, area });
}

/** A stage [C,T,h,w] as T times [C,h,w]. */
function stage(name: string, channels: number): Float32Array[] {
  const entry = index.stages.find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`golden.json has no stage ${name}`);
  const frames = entry.shape[1] ?? 0;
  const values = new Float32Array(bytes.buffer, bytes.byteOffset + entry.offset, channels * frames * pixels);
  return Array.from({ length: frames }, (_, t) => {
    const frame = new Float32Array(channels * pixels);
    for (let c = 0; c < channels; c += 1) {
      const at = (c * frames + t) * pixels;
      frame.set(values.subarray(at, at + pixels), c * pixels);
    }
    return frame;
  });
}
