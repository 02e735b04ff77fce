/** Decoding in tiles against decoding whole: how far apart the pictures are where tiles meet, and elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedDiffusionPackage } from '../../../../native/inference/diffusion-package.ts';
import { findDevice } from '../../../../native/inference/execution-provider.ts';
import { featheredTiles } from '../../../../native/inference/feathered-tiling.ts';
import { openModelStore } from '../../../../native/inference/model-store.ts';
import { createSessionPool } from '../../../../native/inference/session-pool.ts';
import { decodeGroup } from '../../../../native/pipelines/diffvsr/decode-group.ts';
import { createGraphRunner } from '../../../../native/pipelines/diffvsr/graph-runner.ts';
import type { GraphRunner } from '../../../../native/pipelines/diffvsr/graph-runner.ts';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../../fixtures/toy-package.ts';

const size = { width: 88, height: 32 };
const tileSide = 48;

let home: Awaited<ReturnType<typeof temporaryFolder>>;
const pool = createSessionPool({});
const signal = new AbortController().signal;
let runner: GraphRunner;
let loaded: LoadedDiffusionPackage;
beforeAll(async () => {
  home = await temporaryFolder();
  const packagesDir = await installToy(home.path);
  runner = createGraphRunner({ pool, device: await findDevice('cpu', { signal }) });
  loaded = await openModelStore({ packagesDir, weightsDir: home.path }).openDiffusion(toyId, { signal });
});
afterAll(async () => {
  await runner.close();
  await pool.close();
  await home.remove();
});

/** Four frames of [Z,h,w]: waves of about the size that clean latents have. */
function latents(): Float32Array<ArrayBuffer>[] {
  const { channels, decodeFrames } = loaded.manifest.latents;
  return Array.from({ length: decodeFrames }, (_, frame) =>
    Float32Array.from({ length: channels * size.height * size.width }, (_number, i) => {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      return Math.sin(x * 0.35 + frame) + 0.7 * Math.cos(y * 0.2 - x * 0.11);
    }),
  );
}

interface Apart {
  /** Where tiles share pixels. */
  readonly seams: { readonly mean: number; readonly largest: number };
  readonly elsewhere: { readonly mean: number; readonly largest: number };
  /** Of all, in decibels; values lie between about -1 and 1. */
  readonly psnr: number;
}

/** How far tiles of an overlap are from the whole picture. The frame is one tile high, so a column shows a seam or none. */
async function apart(whole: readonly Float32Array[], overlap: number): Promise<Apart> {
  const tiled = await decodeGroup({ runner, loaded, signal }, latents(), { ...size, tileSide, overlap });
  const tiles = featheredTiles({ ...size, tileSize: tileSide, overlap });
  const shared = (column: number): boolean => tiles.filter(({ x, width }) => x <= column && column < x + width).length > 1;
  const differences = { seams: [] as number[], elsewhere: [] as number[] };
  for (const [frame, expected] of whole.entries()) {
    for (const [i, value] of expected.entries()) {
      const column = Math.floor((i % (size.width * loaded.manifest.scale)) / loaded.manifest.scale);
      differences[shared(column) ? 'seams' : 'elsewhere'].push(Math.abs(value - (tiled[frame]?.[i] ?? NaN)));
    }
  }
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const figures = (numbers: readonly number[]): Apart['seams'] => ({
    mean: mean(numbers),
    largest: numbers.reduce((most, number) => Math.max(most, number), 0),
  });
  const squares = [...differences.seams, ...differences.elsewhere].map((difference) => difference ** 2);
  return {
    seams: figures(differences.seams),
    elsewhere: figures(differences.elsewhere),
    psnr: 10 * Math.log10(2 ** 2 / mean(squares)),
  };
}

/**
 * Random weights and means over a whole tile make a tile differ everywhere (measured: 0.03 of a range of 2 in the mean, 33 dB). A seam would
 * be where it differs more than that. Bounds: a quarter over what was measured to be equal.
 */
test('decoded tiles are no farther from the whole picture where they meet than elsewhere; with too little overlap they are', async () => {
  const whole = await decodeGroup({ runner, loaded, signal }, latents(), { ...size, tileSide: size.width, overlap: 16 });

  const feathered = await apart(whole, 16);
  const narrow = await apart(whole, 0);

  expect(feathered.psnr).toBeGreaterThan(30);
  expect(feathered.seams.mean).toBeLessThan(1.25 * feathered.elsewhere.mean);
  expect(feathered.seams.largest).toBeLessThan(1.25 * feathered.elsewhere.largest);
  // The measure sees a seam where there is one.
  expect(narrow.seams.mean).toBeGreaterThan(1.5 * narrow.elsewhere.mean);
}, 120_000);
