import { describe, expect, it } from 'vitest';
import { BuiltInMetric } from '../../../native/contract/index.ts';
import { seam, seamsOf } from '../../../native/metrics/metric-seam.ts';
import { builtInMetric } from '../../../native/metrics/registry.ts';
import { alone, measureClipOf, measureFrames, waves } from './frames.ts';

const size = { width: 160, height: 96 };
const still = waves(size, {});

describe('identical clips', () => {
  it('have 80 dB, an SSIM of 1, and no difference', async () => {
    const moment = { restored: still, reference: still, source: still };

    const measured = await measureFrames(
      ['psnr-rgb', 'psnr-y', 'ssim-rgb', 'ssim-y', 'flicker', 'e-warp', 'tof-reference', 'tof-source', 'color-shift'],
      [moment, moment],
      { size, sourceSize: size },
    );

    const last = Object.fromEntries([...measured].map(([name, values]) => [name, Number((values[1] ?? NaN).toFixed(3))]));
    expect(last).toEqual({
      'psnr-rgb': 80,
      'psnr-y': 80,
      'ssim-rgb': 1,
      'ssim-y': 1,
      flicker: 0,
      'e-warp': 0,
      'tof-reference': 0,
      'tof-source': 0,
      'color-shift': 0,
    });
  });
});

describe('temporal flickering', () => {
  it.each([1, 4, 20])('of a picture that jumps by %i levels is (255 - %i) / 255', async (level) => {
    const frames = [still, waves(size, { level }), still, waves(size, { level })];

    expect(await measureClipOf('flicker', frames, size)).toBeCloseTo((255 - level) / 255, 12);
  });

  it('is worse when frames are shuffled, and so is the warping error', async () => {
    const order = [0, 5, 2, 7, 4, 1, 6, 3];
    const clip = order.map((_, t) => waves(size, { dx: t }));
    const shuffled = order.map((t) => clip[t] ?? still);

    const [flickers, warps] = [
      [await measureClipOf('flicker', clip, size), await measureClipOf('flicker', shuffled, size)],
      [await measureClipOf('e-warp', clip, size), await measureClipOf('e-warp', shuffled, size)],
    ];
    expect(flickers[1]).toBeLessThan(flickers[0] ?? 0);
    expect(warps[1]).toBeGreaterThan(2 * (warps[0] ?? Infinity));
  });
});

describe('warping error', () => {
  it.each([
    ['as large as its motion is found at', size],
    ['larger than its motion is found at', { width: 960, height: 160 }],
  ])('sees no more than rounding in a clip that slides, %s', async (_, clipSize) => {
    const frames = [0, 1, 2].map((t) => waves(clipSize, { dx: 2 * t, dy: t }));

    const [flickers, warps] = [await measureClipOf('flicker', frames, clipSize), await measureClipOf('e-warp', frames, clipSize)];

    // Rounding both frames to levels leaves 3 * 2 / 12 / 255^2 = 0.008e-3; the motion is found to a few hundredths of a pixel.
    expect(warps).toBeLessThan(0.2);
    expect(255 * (1 - (flickers ?? 1))).toBeGreaterThan(5);
  });

  it('of a picture that jumps by ten levels is about 3 (level / 255)^2', async () => {
    const frames = [waves(size, {}), waves(size, { level: 10 })];

    const series = await measureFrames(['e-warp'], frames.map(alone), { size });

    // The motion that is found is not quite none, because the brightness is not quite the same.
    expect(Math.abs((series.get('e-warp')?.[1] ?? 0) / (3000 * (10 / 255) ** 2) - 1)).toBeLessThan(0.1);
  });
});

describe('other measures', () => {
  it('see a shift between clip and reference', async () => {
    const moment = { restored: waves(size, { dx: 1 }), reference: still, source: null };

    const measured = await measureFrames(['psnr-y', 'ssim-y'], [moment], { size });

    expect(measured.get('psnr-y')?.[0]).toBeLessThan(40);
    expect(measured.get('ssim-y')?.[0]).toBeLessThan(0.999);
  });

  it('tell known noise in a smooth picture', async () => {
    let state = 1;
    const uniform = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const noisy = new Uint8Array(size.width * size.height * 3);
    for (let pixel = 0; pixel < noisy.length; pixel += 3) noisy.fill(Math.round(128 + 6 * normal()), pixel, pixel + 3);

    // 15,000 pixels: a spread of about 1 %.
    expect((await measureClipOf('noise', [noisy], size)) ?? 0).toBeCloseTo(6, 0);
  });

  it('give every frame of a black clip a number', async () => {
    const black = new Uint8Array(size.width * size.height * 3);
    const moment = { restored: black, reference: black, source: black };
    const names = BuiltInMetric.options.filter((name) => name !== 'seam' && (builtInMetric(name)?.open ?? null) !== null);

    const measured = await measureFrames(names, [moment, moment], { size, sourceSize: size });

    expect([...measured.values()].every((values) => Number.isFinite(values[1]))).toBe(true);
  });
});

describe('seam index', () => {
  it('finds where windows begin and end, anew in every shot', () => {
    const { frames } = seamsOf({ length: 8, overlap: 2, cuts: [10] }, 24);

    expect(frames).toEqual([6, 8, 16, 18, 22]);
  });

  it('is the difference at the borders over that of all other pairs', () => {
    const values = Float64Array.of(NaN, 2, 2, 6, 2, 90, 2, 6);

    const summary = seam.summarize({ values, seams: new Set([3, 5, 7]), cuts: new Set([5]) });

    expect(summary).toEqual({ value: 3, note: null });
  });

  it('says why there is none', () => {
    const values = Float64Array.of(NaN, 2, 2);

    const summary = seam.summarize({ values, seams: new Set(), cuts: new Set() });

    expect(summary.value).toBeNull();
    expect(summary.note).toContain('one window');
  });
});
