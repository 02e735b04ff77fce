import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiffVsrRecipe, ModelManifest, RealEsrganRecipe } from '../../../native/contract/index.ts';
import { runWindows } from '../../../native/engine/run-windows.ts';

const manifest = ModelManifest.parse(
  JSON.parse(await readFile(join(import.meta.dirname, '../../fixtures/diffvsr/toy/manifest.json'), 'utf8')),
);
const { length, overlap } = (manifest as { readonly window: { readonly length: number; readonly overlap: number } }).window;
const everything = { startFrame: 0, endFrame: 100 };

test('windows begin anew at each cut, and only those that hold a frame of the run are told', () => {
  const recipe = DiffVsrRecipe.parse({ pipeline: 'diffvsr', shots: [50, 90] });

  const { cuts, windows } = runWindows(
    { recipe, range: { startFrame: 40, endFrame: 80 } },
    { manifest, frameCount: 100, range: everything },
  );

  expect(cuts).toEqual([50]);
  expect(windows).toMatchObject({ length, overlap });
  const stride = length - overlap;
  expect(windows?.starts).toContain(50);
  expect(windows?.starts.filter((start) => start < 50).every((start) => start % stride === 0 && start + length > 40)).toBe(true);
  expect(windows?.starts.filter((start) => start >= 50).every((start) => (start - 50) % stride === 0 && start < 80)).toBe(true);
});

test('a run that takes each frame by itself has none', () => {
  const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan' });

  expect(runWindows({ recipe, range: everything }, { manifest, frameCount: 100, range: everything })).toEqual({ cuts: [], windows: null });
});
