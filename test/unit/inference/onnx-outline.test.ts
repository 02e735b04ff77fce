import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOutline } from '../../../native/inference/onnx-outline.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { toyGraph } from './toy-diffusion.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** A protobuf field that holds bytes, or, with `length`, only the start of one. */
function field(number: number, bytes: readonly number[], length = bytes.length): number[] {
  return [number * 8 + 2, ...varint(length), ...bytes];
}

test('weights are stepped over, not read: a file of three gigabytes, nearly all of it a hole', async () => {
  const path = join(folder.path, 'large.onnx');
  const size = 3 * 2 ** 30;
  const named = (name: string): number[] => field(1, [...new TextEncoder().encode(name)]);
  const tensor = [...field(8, [...new TextEncoder().encode('weights')]), ...field(9, [], size)];
  const initializer = field(5, tensor, tensor.length + size);
  // Old files list their weights among the inputs.
  const edges = [...field(11, named('weights')), ...field(11, named('x')), ...field(12, named('y'))];
  const start = field(7, initializer, initializer.length + size + edges.length);
  const file = await open(path, 'w');
  await file.write(Uint8Array.from(start), 0, null, 0);
  await file.write(Uint8Array.from(edges), 0, null, start.length + size);
  await file.close();

  const { inputs, outputs } = readOutline(path);

  expect([inputs, outputs].map((tensors) => tensors.map(({ name }) => name))).toEqual([['x'], ['y']]);
});

test('a file cut off anywhere is told as such, or its graph is whole', async () => {
  const model = toyGraph('denoiser');
  const path = join(folder.path, 'cut.onnx');
  await writeFile(path, model);
  const whole = readOutline(path);

  for (let length = 0; length < model.length; length += 7) {
    await writeFile(path, model.subarray(0, length));
    let found: unknown;
    try {
      found = readOutline(path);
    } catch (error) {
      found = error;
    }
    if (found instanceof Error) expect(found.message).toMatch(/^(is not ONNX|is cut off|holds no graph)/);
    else expect(found).toEqual(whole);
  }
});
