import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../native/contract/index.ts';
import { openFrameUpscaler } from '../../../native/inference/frame-upscaler.ts';
import type { UpscalerOptions } from '../../../native/inference/frame-upscaler.ts';
import type { LoadedPackage } from '../../../native/inference/model-store.ts';
import { createSessionPool } from '../../../native/inference/session-pool.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { cpu, photo, toyUpscaler, writePackage } from './toy-models.ts';

const { signal } = new AbortController();
const pool = createSessionPool({});
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let toy: LoadedPackage;
let greedy: LoadedPackage;
beforeAll(async () => {
  folder = await temporaryFolder();
  toy = (await writePackage(folder.path, toyUpscaler())).loaded;
  greedy = (await writePackage(folder.path, toyUpscaler({ memoryLimitPixels: 10_000 }), { id: 'greedy' })).loaded;
});
afterAll(async () => {
  await pool.close();
  await folder.remove();
});

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bitDepth?: 8 | 16;
}

async function restore(loaded: LoadedPackage, { width, height, bitDepth = 8 }: Picture, changes: Partial<UpscalerOptions> = {}) {
  const options = { pool, device: cpu, width, height, bitDepth, tileSize: 0, note: () => undefined, signal, ...changes };
  const upscaler = await openFrameUpscaler(loaded, options);
  try {
    return await upscaler.upscaleFrame(
      { index: 7, width, height, bitDepth, data: photo(width, height, bitDepth) },
      { signal: options.signal },
    );
  } finally {
    await upscaler.close();
  }
}

test('a frame comes back twice as large, with its index', async () => {
  const { data, ...facts } = await restore(toy, { width: 50, height: 40 });

  expect(facts).toEqual({ index: 7, width: 100, height: 80, bitDepth: 8 });
  expect(data).toHaveLength(100 * 80 * 3);
  expect(new Set(data).size).toBeGreaterThan(100);
});

test.each([
  { name: '8 bit', picture: { width: 131, height: 97 } },
  { name: '16 bit', picture: { width: 131, height: 97, bitDepth: 16 } },
  { name: 'four pixels wide', picture: { width: 4, height: 90 } },
  { name: 'one pixel high', picture: { width: 75, height: 1 } },
  { name: 'smaller than a tile', picture: { width: 20, height: 20 } },
] as const)('tiles are byte for byte the whole: $name', async ({ picture }) => {
  const whole = await restore(toy, picture);
  const tiled = await restore(toy, picture, { tileSize: 32 });

  expect(tiled.data.constructor).toBe(whole.data.constructor);
  expect(Buffer.compare(Buffer.from(tiled.data.buffer), Buffer.from(whole.data.buffer))).toBe(0);
});

test('a small memory budget makes tiles, to the same bits', async () => {
  const whole = await restore(toy, { width: 120, height: 90 });
  const budget = toy.manifest.memory.fixedBytes + 60 * 60 * toy.manifest.memory.perPixelBytes;

  const tiled = await restore(toy, { width: 120, height: 90 }, { device: { ...cpu, name: 'small CPU', memoryBudgetBytes: budget } });

  expect(Buffer.compare(Buffer.from(tiled.data.buffer), Buffer.from(whole.data.buffer))).toBe(0);
});

test('when memory runs out, tiles get smaller and the user is told', async () => {
  const notes: string[] = [];
  const picture = { width: 160, height: 120 };

  const { data } = await restore(greedy, picture, { note: (message) => notes.push(message) });

  const whole = await restore(toy, picture);
  expect(Buffer.compare(Buffer.from(data.buffer), Buffer.from(whole.data.buffer))).toBe(0);
  expect(notes[0]).toMatch(/^Memory ran out on CPU with whole frames; going on with \d+ tiles of \d+x\d+ pixels/);
});

test('when the smallest tile does not fit either, the error says what to do', async () => {
  const hungry = (await writePackage(folder.path, toyUpscaler({ memoryLimitPixels: 1 }), { id: 'hungry' })).loaded;

  const refused = restore(hungry, { width: 100, height: 100 });

  await expect(refused).rejects.toMatchObject({ code: 'out-of-memory', message: expect.stringMatching(/smaller tile size/) as string });
});

test('a graph whose output has another size than promised is refused', async () => {
  const wrong = (await writePackage(folder.path, toyUpscaler({ depth: 1 }), { id: 'wrong-scale', scale: 3 })).loaded;

  await expect(restore(wrong, { width: 16, height: 16 })).rejects.toMatchObject({ code: 'model-contract' });
});

test('an abort is obeyed at once, in the middle of an inference', async () => {
  const abort = new AbortController();
  const canceled = new AppError('canceled', 'The job was canceled.');

  const running = restore(toy, { width: 1500, height: 1200 }, { signal: abort.signal });
  setTimeout(() => abort.abort(canceled), 150);

  await expect(running).rejects.toBe(canceled);
});
