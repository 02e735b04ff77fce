import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MetricName } from '../../../native/contract/index.ts';
import { measureFrames } from './frames.ts';

interface Expectations {
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly series: Readonly<Record<string, readonly number[]>>;
}

const folder = new URL('../../fixtures/metrics/', import.meta.url);
const { frames, width, height, scale, series } = JSON.parse(
  readFileSync(new URL('expectations.json', folder), 'utf8'),
) as unknown as Expectations;
const pixels = readFileSync(new URL('pixels.bin', folder));
const frameBytes = width * height * 3;
const sourceSize = { width: width / scale, height: height / scale };
const sourceBytes = frameBytes / scale ** 2;

/** The same pixels as make-expectations.py measured with scikit-image, OpenCV, SciPy and NumPy. */
function moments({ withSource }: { readonly withSource: boolean }) {
  const cut = (from: number, length: number): Uint8Array => new Uint8Array(pixels.subarray(from, from + length));
  return Array.from({ length: frames }, (_, t) => ({
    restored: cut(t * frameBytes, frameBytes),
    reference: cut((frames + t) * frameBytes, frameBytes),
    source: withSource ? cut(2 * frames * frameBytes + t * sourceBytes, sourceBytes) : null,
  }));
}

/** Asked for are 1e-3; each holds what was seen and a little more. The flow is OpenCV's on both sides, of other versions. */
const tolerances: readonly (readonly [MetricName, string, number])[] = [
  ['psnr-rgb', 'psnr-rgb', 1e-9],
  ['psnr-y', 'psnr-y', 1e-7],
  ['ssim-rgb', 'ssim-rgb', 1e-6],
  ['ssim-y', 'ssim-y', 1e-5],
  ['flicker', 'flicker', 1e-9],
  ['e-warp', "e-warp of the source's motion", 1e-4],
  ['tof-reference', 'tof-reference', 1e-3],
  ['tof-source', 'tof-source', 1e-3],
  ['sharpness', 'sharpness', 1e-6],
  ['noise', 'noise', 1e-6],
  ['color-shift', 'color-shift', 1e-6],
];

describe('metrics, on the same pixels as independent implementations', () => {
  it.each(tolerances)('%s agrees', async (name, key, tolerance) => {
    const measured = await measureFrames([name], moments({ withSource: true }), { size: { width, height }, sourceSize });

    const numbers = (measured.get(name) ?? []).filter((value) => !Number.isNaN(value));
    const wanted = series[key] ?? [];
    expect(numbers).toHaveLength(wanted.length);
    const worst = Math.max(...numbers.map((value, i) => Math.abs(value / (wanted[i] ?? NaN) - 1)));
    expect(worst).toBeLessThan(tolerance);
  });

  it("e-warp agrees with the clip's own motion", async () => {
    const measured = await measureFrames(['e-warp'], moments({ withSource: false }), { size: { width, height } });

    const [, ...numbers] = measured.get('e-warp') ?? [];
    const worst = Math.max(...numbers.map((value, i) => Math.abs(value / (series['e-warp']?.[i] ?? NaN) - 1)));
    expect(numbers).toHaveLength(frames - 1);
    expect(worst).toBeLessThan(1e-4);
  });
});
