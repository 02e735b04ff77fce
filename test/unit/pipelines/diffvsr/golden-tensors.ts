import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Frame } from '../../../../native/media/frame.ts';

const Index = z.object({
  stages: z.array(z.object({ name: z.string(), type: z.string(), shape: z.array(z.int().positive()), offset: z.int() })),
});

/** What an independent run in Python made, stage by stage (models/toy). */
export interface GoldenTensors {
  /** The whole of golden.json. */
  readonly index: unknown;
  /** Float32, in the order of its file. */
  readonly stage: (name: string) => Float32Array<ArrayBuffer>;
  /** A frame of the stage "source", which is [T,h,w,3] uint8. */
  readonly sourceFrame: (index: number) => Frame;
}

export function openGolden(folder: string): GoldenTensors {
  const path = join(import.meta.dirname, '../../../fixtures/diffvsr', folder);
  const index: unknown = JSON.parse(readFileSync(join(path, 'golden.json'), 'utf8'));
  const { stages } = Index.parse(index);
  const file = readFileSync(join(path, 'golden.bin'));
  const find = (name: string): (typeof stages)[number] => {
    const entry = stages.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(`golden.json has no stage ${name}`);
    return entry;
  };
  const bytes = (offset: number, length: number): ArrayBuffer => new Uint8Array(file.subarray(offset, offset + length)).buffer;
  return {
    index,
    stage: (name) => {
      const { shape, offset } = find(name);
      return new Float32Array(bytes(offset, 4 * shape.reduce((product, side) => product * side, 1)));
    },
    sourceFrame: (frame) => {
      const {
        shape: [, height = 0, width = 0],
        offset,
      } = find('source');
      const frameBytes = width * height * 3;
      const data = new Uint8Array(bytes(offset + frame * frameBytes, frameBytes));
      return { index: frame, width, height, bitDepth: 8, data };
    },
  };
}

/** The largest difference, as a part of the largest number of the stage. */
export function drift(own: ArrayLike<number>, expected: Float32Array): number {
  expect(own.length).toBe(expected.length);
  let [worst, largest] = [0, 0];
  for (const [i, value] of expected.entries()) {
    worst = Math.max(worst, Math.abs(value - (own[i] ?? NaN)));
    largest = Math.max(largest, Math.abs(value));
  }
  return worst / largest;
}
