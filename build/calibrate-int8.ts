/**
 * Makes the calibration of the int8 form of realesr-general-x4v3 and measures it:
 *
 *   apt-get download lomiri-wallpapers-16.04 mate-backgrounds plasma-workspace-wallpapers
 *   for package in *.deb; do dpkg -x "$package" photos; done
 *   npx interweave models install realesr-general-x4v3
 *   node build/calibrate-int8.ts photos
 *
 * Writes models/packages/realesr-general-x4v3-int8/calibration.json and prints the figures for the README beside it. The manifest's
 * checksum of the model changes with the calibration. A tool of ours, not part of the product.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Calibration, quantizeConvs } from '../native/inference/import/quantize.ts';
import { openModelSession } from '../native/inference/model-session.ts';
import type { ModelSession } from '../native/inference/model-session.ts';
import { findFfmpeg } from '../native/media/ffmpeg-tools.ts';
import { measureConvs } from './calibration/channel-ranges.ts';
import { readPatches } from './calibration/photos.ts';
import type { Patch } from './calibration/photos.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'models/packages/realesr-general-x4v3-int8');
const model = readFileSync(join(root, 'models/weights/realesr-general-x4v3/model.onnx'));
const [packagesRoot = 'photos', ...options] = process.argv.slice(2);
const { ffmpegPath } = await findFfmpeg({});
const photos = { ffmpegPath, packagesRoot };

// 1. Calibrate
const path = join(folder, 'calibration.json');
if (!options.includes('--measure-only')) {
  const patches = readPatches(photos, 'calibration', { width: 112, height: 80 });
  const made = `build/calibrate-int8.ts on parts of ${patches.length} photographs of Debian's lomiri-wallpapers-16.04`;
  const convs = await measureConvs(model, patches);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify({ calibrationVersion: 1, made, weightLimit: 127, convs } satisfies Calibration)}\n`);
}

// 2. Compare with float32 on other photographs
const fast = quantizeConvs(model, Calibration.parse(JSON.parse(readFileSync(path, 'utf8'))));
const threads = 2;
const open = (bytes: Uint8Array) =>
  openModelSession({ model: bytes, edges: { inputDepth: 8, outputDepth: 8 }, provider: 'cpu', threads, strict: false }, { label: 'model' });
const [fullSession, fastSession] = [await open(model), await open(fast)];
const squares: number[] = [];
for (const patch of readPatches(photos, 'measurement', { width: 160, height: 96 })) {
  const [full, quick] = [await upscale(fullSession, patch), await upscale(fastSession, patch)];
  squares.push(full.data.reduce((sum, value, i) => sum + (value - quick.data[i]!) ** 2, 0) / full.data.length);
  console.log(`${psnr(squares.at(-1)!).toFixed(2)} dB  ${patch.name}`);
}
const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
const each = squares.map(psnr);
console.log(
  `all together ${psnr(mean).toFixed(2)} dB, mean ${(each.reduce((a, b) => a + b) / each.length).toFixed(2)} dB, least ${Math.min(...each).toFixed(2)} dB`,
);

// 3. Time both in turns, in processor time, which other programs disturb less
for (const [width, height] of [
  [320, 180],
  [640, 360],
] as const) {
  const samples = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7) % 256);
  const times = { full: Infinity, fast: Infinity };
  for (let round = 0; round < 4; round += 1) {
    times.full = Math.min(times.full, (await upscale(fullSession, { width, height, samples })).cpuMs);
    times.fast = Math.min(times.fast, (await upscale(fastSession, { width, height, samples })).cpuMs);
  }
  const ratio = (times.full / times.fast).toFixed(2);
  console.log(
    `${width}x${height}: float32 ${times.full.toFixed(0)} ms, int8 ${times.fast.toFixed(0)} ms of processor time, ${ratio} times as fast`,
  );
}

// 4. For the manifest
console.log(`${fast.length} bytes, sha256 ${createHash('sha256').update(fast).digest('hex')}`);
await Promise.all([fullSession.close(), fastSession.close()]);

async function upscale(session: ModelSession, { width, height, samples }: Pick<Patch, 'width' | 'height' | 'samples'>) {
  const { output, cpuMs } = await session.run({ type: 'uint8', dims: [1, height, width, 3], data: samples.slice() }, {});
  return { data: output.data as Uint8Array, cpuMs }; // the edges give uint8
}

function psnr(meanSquare: number): number {
  return 10 * Math.log10(255 ** 2 / meanSquare);
}
