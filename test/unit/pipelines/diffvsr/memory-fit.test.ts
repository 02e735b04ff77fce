import { expect, test } from 'vitest';
import type { Device, DiffusionVsrManifest } from '../../../../native/contract/index.ts';
import { decodeWithLess, deviceWithin, fitIntoMemory, fitWithLess } from '../../../../native/pipelines/diffvsr/memory-fit.ts';
import type { ResolvedRecipe } from '../../../../native/pipelines/diffvsr/resolve-recipe.ts';

/** 10 KB a pixel to denoise, 20 KB to decode; 64 MB stay for the pixel graphs. */
const component = (perPixelBytes: number) => ({ memory: { fixedBytes: 36e6, perPixelBytes } });
const manifest = { components: { denoiser: component(10_000), vaeDecoder: component(20_000) } } as DiffusionVsrManifest;
const fit = (budgetBytes: number | null, recipe: Partial<ResolvedRecipe> = {}, provider: Device['provider'] = 'cuda') =>
  fitIntoMemory({
    manifest,
    device: { memoryBudgetBytes: budgetBytes, provider } as Device,
    recipe: { guidanceScale: 5, guidanceBatch: 'auto', tileSize: 0, decodeTileSize: 0, tileOverlap: 32, ...recipe } as ResolvedRecipe,
    ...{ width: 320, height: 180 },
  });

test('with room enough: the whole frame, both prompts in one call', () => {
  expect(fit(null)).toEqual({ tileSide: 320, decodeSide: 320, together: true });
  // 57,600 pixels at 10 KB, twice, and what is fixed.
  expect(fit(1.252e9 + 1e6)).toMatchObject({ tileSide: 320, together: true });
});

test('on a processor: one prompt at a time, unless the recipe says otherwise', () => {
  expect(fit(null, {}, 'cpu')).toMatchObject({ tileSide: 320, together: false });
  expect(fit(null, { guidanceBatch: 'together' }, 'cpu')).toMatchObject({ together: true });
});

test('on a processor the decoder gets small tiles whatever the memory: its attention is over a whole tile', () => {
  expect(fit(null, {}, 'cpu').decodeSide).toBe(112);
  expect(fit(null, { decodeTileSize: 256 }, 'cpu').decodeSide).toBe(256);
  expect(fit(null, { decodeTileSize: 4096 }, 'cpu').decodeSide).toBe(320);
});

test('on a processor 2 GB, or what a package with large weights needs, or what the recipe says', () => {
  const budget = (deviceBytes: number, { memoryGb = 0, provider = 'cpu', fixedBytes = 36e6 } = {}) => {
    const large = { components: { denoiser: { memory: { fixedBytes, perPixelBytes: 10_000 } }, vaeDecoder: component(20_000) } };
    const device = { memoryBudgetBytes: deviceBytes, provider } as Device;
    return deviceWithin({ manifest: large as DiffusionVsrManifest, device, recipe: { memoryGb } as ResolvedRecipe }).memoryBudgetBytes;
  };

  expect(budget(8e9)).toBe(2e9);
  expect(budget(1e9)).toBe(1e9);
  // 128x128 pixels at 10 KB beside the weights and the pixel graphs.
  expect(budget(8e9, { fixedBytes: 4e9 })).toBe(4e9 + 163_840_000 + 64e6);
  expect(budget(3e9, { fixedBytes: 4e9 })).toBe(3e9);
  expect(budget(8e9, { memoryGb: 1.5 })).toBe(1.5e9);
  expect(budget(8e9, { provider: 'cuda' })).toBe(8e9);
  expect(budget(8e9, { provider: 'cuda', memoryGb: 6 })).toBe(6e9);
});

test('with half of it: one prompt at a time before any tile', () => {
  expect(fit(1.25e9)).toMatchObject({ tileSide: 320, together: false });
  expect(fit(0.677e9)).toMatchObject({ tileSide: 320, together: false });
});

test('with less: tiles that fit, never smaller than two overlaps', () => {
  const { tileSide, decodeSide, together } = fit(0.4e9);
  expect(together).toBe(false);
  // The denoiser has room for 30,000 pixels, the decoder for 15,000: squares of 173 and 122.
  expect([tileSide, decodeSide]).toEqual([168, 120]);
  expect(fit(0.1e9)).toMatchObject({ tileSide: 64, decodeSide: 64 });
});

test('what the recipe asks for is done, whatever the memory', () => {
  expect(fit(0.4e9, { tileSize: 128 })).toMatchObject({ tileSide: 128 });
  expect(fit(0.4e9, { guidanceBatch: 'together' })).toMatchObject({ together: true });
  expect(fit(null, { guidanceBatch: 'apart' })).toMatchObject({ together: false });
  expect(fit(null, { guidanceScale: 1, guidanceBatch: 'together' }).together).toBe(false);
});

test('when memory runs out: one prompt at a time, then smaller and smaller tiles, then nothing', () => {
  const recipe = { tileOverlap: 32 } as ResolvedRecipe;
  const tried = [fit(null)];
  for (let next = fitWithLess(tried[0]!, recipe); next !== null; next = fitWithLess(next, recipe)) tried.push(next);

  expect(tried.map(({ tileSide, together }) => (together ? 'together' : tileSide))).toEqual(['together', 320, 224, 152, 104, 72, 64]);
  expect(decodeWithLess(fit(null), recipe)?.decodeSide).toBe(224);
  expect(decodeWithLess({ ...fit(null), decodeSide: 64 }, recipe)).toBeNull();
});
