import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gaussianKernel, randomBlur, randomSinc } from '../../../native/metrics/degradation/blur-kernels.ts';
import { createDraws } from '../../../native/metrics/degradation/draws.ts';
import { openFrameFilters } from '../../../native/metrics/degradation/frame-filters.ts';
import { randomNoise } from '../../../native/metrics/degradation/pixel-noise.ts';

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

describe('draws', () => {
  it('walk by no more than a step, within their range, the same however often they are asked', () => {
    const range = { low: 1, high: 2, step: 0.1 };
    for (const seed of seeds) {
      const values = Array.from({ length: 50 }, (_, frame) => createDraws(seed).walk(3, range)(frame));
      const walk = createDraws(seed).walk(3, range);

      expect(values.every((value) => value >= 1 && value <= 2)).toBe(true);
      expect(values.slice(1).every((value, i) => Math.abs(value - (values[i] ?? NaN)) <= 0.1 + 1e-12)).toBe(true);
      expect(values.map((_, frame) => walk(frame))).toEqual(values);
    }
  });

  it('pick by their shares', () => {
    const picked = Array.from({ length: 4000 }, (_, seed) => createDraws(seed).pick(0, ['a', 'b'], [0.8, 0.2]));

    // Three standard deviations of 4000 draws are 0.019.
    expect(picked.filter((item) => item === 'a').length / 4000).toBeCloseTo(0.8, 1);
  });
});

describe('blur kernels', () => {
  it('add up to 1, whatever their kind', () => {
    for (const seed of seeds) {
      for (const kernel of [randomBlur(createDraws(seed), 0, { low: 0.2, high: 3 })(5), randomSinc(createDraws(seed), 0)(5)]) {
        expect(kernel.taps).toHaveLength(kernel.size ** 2);
        expect(kernel.taps.reduce((sum, tap) => sum + tap)).toBeCloseTo(1, 5);
      }
    }
  });

  it('of a Gaussian have its spread', () => {
    const { taps } = gaussianKernel(21, 2);

    const variance = taps.reduce((sum, tap, i) => sum + tap * ((i % 21) - 10) ** 2, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 2);
  });
});

describe('noise', () => {
  it('has the mean and the spread that were drawn, and the same numbers for the same seed', () => {
    for (const seed of [0, 1, 2, 3]) {
      const noisy = (sigma: number, poisson: number): Float32Array => {
        const frame = { width: 100, height: 100, data: new Float32Array(30_000).fill(0.5) };
        randomNoise({ draws: createDraws(seed), seed, stream: 1, purpose: 30 }, { sigma: [sigma, sigma], poisson: [poisson, poisson] })(
          frame,
          2,
        );
        return frame.data;
      };
      const data = noisy(20, 1);
      const mean = data.reduce((sum, value) => sum + value) / data.length;
      const spread = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
      const gaussian = createDraws(seed).uniform(31, 0) < 0.5;

      // Photons of one level: 2, so that 128 / 255 of them are counted on average.
      const expected = gaussian ? 20 / 255 : Math.sqrt(((128 / 255) * 2) / 4);
      expect(noisy(20, 1)).toEqual(data);
      expect(spread / expected).toBeCloseTo(1, 1);
      expect(Math.abs(mean - 0.5)).toBeLessThan(5 * (expected / 100));
    }
  });
});

describe('JPEG', () => {
  const folder = new URL('../../fixtures/metrics/', import.meta.url);
  const { frames, width, height, jpegLoss } = JSON.parse(readFileSync(new URL('expectations.json', folder), 'utf8')) as {
    readonly frames: number;
    readonly width: number;
    readonly height: number;
    readonly jpegLoss: Readonly<Record<string, number>>;
  };
  const pixels = readFileSync(new URL('pixels.bin', folder)).subarray(frames * width * height * 3);

  it.each(Object.entries(jpegLoss))('of quality %s loses what libjpeg loses', async (quality, loss) => {
    const size = { width: 150, height: 90 };
    const frame = new Float32Array(size.width * size.height * 3);
    for (let y = 0; y < size.height; y += 1) {
      for (let i = 0; i < size.width * 3; i += 1) frame[y * size.width * 3 + i] = pixels[y * width * 3 + i]! / 255;
    }

    const { data } = (await openFrameFilters()).jpeg({ ...size, data: frame }, Number(quality));

    const mine = data.reduce((sum, value, i) => sum + Math.abs(value - frame[i]!) * 255, 0) / data.length;
    // Seen: 0.7 %. Coefficients in the middle between two steps fall to either side.
    expect(Math.abs(mine / loss - 1)).toBeLessThan(0.02);
  });
});
