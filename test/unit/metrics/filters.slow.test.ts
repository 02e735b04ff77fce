import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../native/contract/index.ts';
import type { MetricName } from '../../../native/contract/index.ts';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../../../native/media/ffmpeg-tools.ts';
import { probeMedia } from '../../../native/media/probe.ts';
import type { MeasuredClip } from '../../../native/metrics/alignment.ts';
import { measureByFilters } from '../../../native/metrics/measure-by-filters.ts';
import { measureByFrames } from '../../../native/metrics/measure-by-frames.ts';
import { measureClip } from '../../../native/metrics/measure-clip.ts';
import { ffmpeg, temporaryFolder } from '../../fixtures/tiny-clips.ts';

interface Expectations {
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly series: Readonly<Record<string, readonly number[]>>;
}

const fixtures = new URL('../../fixtures/metrics/', import.meta.url);
const { frames, width, height, series } = JSON.parse(
  readFileSync(new URL('expectations.json', fixtures), 'utf8'),
) as unknown as Expectations;
const pixels = readFileSync(new URL('pixels.bin', fixtures)).subarray(0, 2 * frames * width * height * 3);
const signal = new AbortController().signal;
const options = { signal, progress: () => undefined };

let tools: FfmpegTools;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

/** The clips of make-expectations.py, as RGB and with the red samples as luma; and such as cameras make. */
beforeAll(async () => {
  tools = await findFfmpeg({});
  folder = await temporaryFolder();
  const half = pixels.length / 2;
  for (const [name, samples] of [
    ['restored', pixels.subarray(0, half)],
    ['reference', pixels.subarray(half)],
  ] as const) {
    await store(samples, 'rgb24', `${name}.mkv`);
    await store(
      samples.filter((_, index) => index % 3 === 0),
      'gray',
      `${name}-luma.mkv`,
    );
    await ffmpeg('-i', at(`${name}.mkv`), '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-crf', '12', at(`${name}.mp4`));
  }
});
afterAll(() => folder.remove());

function at(name: string): string {
  return join(folder.path, name);
}

async function store(samples: Uint8Array, format: string, name: string): Promise<void> {
  const raw = ['-f', 'rawvideo', '-pixel_format', format, '-video_size', `${width}x${height}`, '-framerate', '25', '-i', 'pipe:0'];
  const child = spawn(tools.ffmpegPath, ['-v', 'error', '-y', ...raw, '-c:v', 'ffv1', at(name)], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(samples);
  expect(await once(child, 'close')).toEqual([0, null]);
}

async function clip(name: string): Promise<MeasuredClip> {
  const media = await probeMedia(tools, at(name), { signal });
  return { media, range: { startFrame: 0, endFrame: media.video.frameCount } };
}

async function pair(kind: string): Promise<{ readonly restored: MeasuredClip; readonly reference: MeasuredClip }> {
  return { restored: await clip(`restored${kind}`), reference: await clip(`reference${kind}`) };
}

function worstError(values: Iterable<number> | undefined, wanted: readonly number[]): number {
  const numbers = [...(values ?? [])].filter((value) => !Number.isNaN(value));
  expect(numbers).toHaveLength(wanted.length);
  return Math.max(...numbers.map((value, i) => Math.abs(value / (wanted[i] ?? NaN) - 1)));
}

describe("ffmpeg's filters, on the same pixels as independent implementations", () => {
  // The filters tell six decimals: of a mean squared error, of an SSIM, of a change as a share of 255.
  it.each([
    ['psnr-luma', '-luma.mkv', 1e-6],
    ['ssim-luma', '-luma.mkv', 1e-5],
    ['psnr-rgb', '.mkv', 1e-6],
    ['flicker', '.mkv', 1e-4],
    ['flicker-luma', '-luma.mkv', 1e-4],
  ] as const)('%s agrees', async (name, kind, tolerance) => {
    const measured = await measureByFilters(tools, { ...(await pair(kind)), metrics: [name] }, options);

    expect(worstError(measured.get(name), series[name] ?? [])).toBeLessThan(tolerance);
  });

  it('say of ordinary video what its frames say', async () => {
    const clips = await pair('.mp4');
    const metrics: readonly MetricName[] = ['psnr-rgb', 'flicker'];
    const request = { ...clips, source: null, windows: null, align: 'frames', metrics } as const;

    const [byFilters, byFrames] = [await measureByFilters(tools, request, options), await measureByFrames(tools, request, options)];

    for (const name of metrics) {
      const wanted = [...(byFrames.series.get(name) ?? [])].filter((value) => !Number.isNaN(value));
      expect(worstError(byFilters.get(name), wanted)).toBeLessThan(1e-4);
    }
  });

  it('find nothing in a black clip beside itself', async () => {
    await ffmpeg('-f', 'lavfi', '-i', 'color=black:s=64x48:r=25', '-frames:v', '2', '-c:v', 'ffv1', at('black.mkv'));
    const black = await clip('black.mkv');
    const metrics: readonly MetricName[] = ['psnr-luma', 'ssim-luma', 'psnr-rgb', 'flicker', 'flicker-luma'];

    const measured = await measureByFilters(tools, { restored: black, reference: black, metrics }, options);

    expect(metrics.map((name) => measured.get(name)?.[1])).toEqual([80, 1, 80, 0, 0]);
  });

  it('see the same luma however a clip is stored', async () => {
    await ffmpeg(
      '-i',
      at('restored.mp4'),
      '-vf',
      'scale=out_range=pc:flags=accurate_rnd',
      '-color_range',
      'pc',
      '-c:v',
      'ffv1',
      at('full.mkv'),
    );
    const [restored, reference] = [await clip('restored.mp4'), await clip('full.mkv')];

    const measured = await measureByFilters(tools, { restored, reference, metrics: ['psnr-luma'] }, options);

    // Nothing but the rounding of both ways.
    expect(Math.min(...(measured.get('psnr-luma') ?? []))).toBeGreaterThan(50);
  });
});

describe('measuring by filters', () => {
  it('begins where it is told to, and tells how far it is', async () => {
    const { restored, reference } = await pair('-luma.mkv');
    const done: number[] = [];
    const cut = (whole: MeasuredClip): MeasuredClip => ({ ...whole, range: { startFrame: 1, endFrame: 3 } });
    const request = { restored: cut(restored), reference: cut(reference), metrics: ['psnr-luma'] } as const;

    const measured = await measureByFilters(tools, request, { signal, progress: (frame) => done.push(frame) });

    expect(done).toEqual([1, 2]);
    expect(worstError(measured.get('psnr-luma'), (series['psnr-luma'] ?? []).slice(1, 3))).toBeLessThan(1e-6);
  });

  it('refuses a clip that has not the frames that it is said to have', async () => {
    const { restored, reference } = await pair('-luma.mkv');
    const claiming = (count: number): MeasuredClip => ({
      media: { ...reference.media, video: { ...reference.media.video, frameCount: count } },
      range: { startFrame: 0, endFrame: count },
    });
    const refusal = async (count: number): Promise<string> => {
      const failed: unknown = await measureByFilters(
        tools,
        { restored, reference: claiming(count), metrics: ['psnr-luma'] },
        options,
      ).catch((error: unknown) => error);
      return failed instanceof AppError ? failed.code : String(failed);
    };

    expect([await refusal(frames + 1), await refusal(frames - 1)]).toEqual(['media-unreadable', 'media-changed']);
  });

  it('goes beside the frames where other numbers are wanted too', async () => {
    const request = { ...(await pair('-luma.mkv')), source: null, windows: null, align: 'frames' } as const;

    const { results } = await measureClip(tools, { ...request, metrics: ['ssim-luma', 'sharpness', 'flicker'] }, options);

    expect(results.map(({ name, value }) => [name, typeof value])).toEqual([
      ['ssim-luma', 'number'],
      ['sharpness', 'number'],
      ['flicker', 'number'],
    ]);
  });

  it('ends the reading of frames when it fails, and says its own error', async () => {
    const { restored } = await pair('-luma.mkv');
    // Frames are read of a range; that the file goes on behind it is seen by the filters alone.
    const video = { ...restored.media.video, frameCount: frames - 1 };
    const short = { media: { ...restored.media, video }, range: { startFrame: 0, endFrame: frames - 1 } };
    const request = { restored: short, reference: null, source: null, windows: null, align: 'frames' } as const;

    const measuring = measureClip(tools, { ...request, metrics: ['flicker-luma', 'sharpness'] }, options);

    await expect(measuring).rejects.toMatchObject({ code: 'media-changed' });
  });

  it('does not pair by time, and says so', async () => {
    const request = { ...(await pair('-luma.mkv')), source: null, windows: null, align: 'pts' } as const;

    const { results } = await measureClip(tools, { ...request, metrics: ['psnr-luma', 'flicker-luma', 'psnr-rgb'] }, options);

    expect(results.map(({ value }) => typeof value)).toEqual(['object', 'number', 'number']);
    expect(results[0]?.note).toContain('without --align pts');
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const stop = (): void => abort.abort(new AppError('canceled', 'Enough.'));

    const measuring = measureByFilters(
      tools,
      { ...(await pair('.mp4')), metrics: ['psnr-luma'] },
      { signal: abort.signal, progress: stop },
    );

    await expect(measuring).rejects.toThrow('Enough.');
  });
});
