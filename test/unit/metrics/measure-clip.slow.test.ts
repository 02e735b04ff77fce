import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../native/contract/index.ts';
import type { MetricName } from '../../../native/contract/index.ts';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../../../native/media/ffmpeg-tools.ts';
import { probeMedia } from '../../../native/media/probe.ts';
import type { MeasuredClip } from '../../../native/metrics/alignment.ts';
import { measurable, measureClip } from '../../../native/metrics/measure-clip.ts';
import type { Measurement } from '../../../native/metrics/measure-clip.ts';
import type { MeasureRequest } from '../../../native/metrics/measure-request.ts';
import { seriesCsv } from '../../../native/metrics/series-csv.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';

let tools: FfmpegTools;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const signal = new AbortController().signal;

beforeAll(async () => {
  tools = await findFfmpeg({});
  folder = await temporaryFolder();
  await makeClip(at('true.mkv'), { size: '128x96', frames: 6, sound: false, video: ['-c:v', 'ffv1'] });
  await ffmpeg('-i', at('true.mkv'), '-vf', 'scale=32:24:flags=area', '-c:v', 'ffv1', at('source.mkv'));
  await ffmpeg('-i', at('source.mkv'), '-vf', 'scale=128:96:flags=bicubic', '-c:v', 'ffv1', at('restored.mkv'));
});
afterAll(() => folder.remove());

function at(name: string): string {
  return join(folder.path, name);
}

async function clip(name: string): Promise<MeasuredClip> {
  const media = await probeMedia(tools, at(name), { signal });
  return { media, range: { startFrame: 0, endFrame: media.video.frameCount } };
}

async function measure(request: Partial<MeasureRequest> & Pick<MeasureRequest, 'restored'>): Promise<Measurement> {
  const whole = { reference: null, source: null, windows: null, align: 'frames', metrics: ['flicker'], ...request } as const;
  return measureClip(tools, whole, { signal, progress: () => undefined });
}

async function refusal(request: Parameters<typeof measure>[0]): Promise<string> {
  const error: unknown = await measure(request).catch((reason: unknown) => reason);
  return error instanceof AppError ? `${error.code}: ${error.message}` : String(error);
}

describe('measuring clips', () => {
  it('measures everything that can be, in one pass', async () => {
    const windows = { frames: [3, 4], cuts: [] };
    const clips = { restored: await clip('restored.mkv'), reference: await clip('true.mkv'), source: await clip('source.mkv') };
    const done: number[] = [];
    const names = measurable({ ...clips, windows }, []);

    const measured = await measureClip(
      tools,
      { ...clips, windows, align: 'frames', metrics: names },
      { signal, progress: (frame) => done.push(frame) },
    );

    expect(names).toHaveLength(15);
    expect(done).toEqual([1, 2, 3, 4, 5, 6]);
    expect(measured.results.map(({ value }) => typeof value)).toEqual(names.map(() => 'number'));
    expect(measured.results.find(({ name }) => name === 'e-warp')?.detail).toMatch(/Farneback.*128x96, of the source/);
    expect(seriesCsv(measured.series).split('\n')[0]).toBe(['frame', ...names].join(','));
  });

  it('gives a clip of one frame no numbers of pairs, and says so', async () => {
    const restored = await clip('restored.mkv');
    const one = { ...restored, range: { startFrame: 2, endFrame: 3 } };

    const { results } = await measure({ restored: one, metrics: ['flicker', 'sharpness'] });

    expect(results.map(({ value }) => value === null)).toEqual([true, false]);
    expect(results[0]?.note).toContain('one frame');
  });

  it('refuses what cannot be compared, and says what would help', async () => {
    const [restored, reference, source] = [await clip('restored.mkv'), await clip('true.mkv'), await clip('source.mkv')];
    const psnr: { readonly metrics: readonly MetricName[] } = { metrics: ['psnr-y'] };
    const short = { ...reference, range: { startFrame: 0, endFrame: 5 } };
    const hdr = { ...reference, media: { ...reference.media, warnings: ['hdr' as const] } };
    await ffmpeg('-i', at('true.mkv'), '-vf', 'setpts=2*PTS', '-r', '12.5', '-c:v', 'ffv1', at('slow.mkv'));
    await ffmpeg('-i', at('true.mkv'), '-vf', 'scale=32:48', '-c:v', 'ffv1', at('tall.mkv'));

    const refusals = [
      await refusal({ restored, ...psnr }),
      await refusal({ restored, reference: source, ...psnr }),
      await refusal({ restored, reference: short, ...psnr }),
      await refusal({ restored, reference: hdr, ...psnr }),
      await refusal({ restored, reference: await clip('slow.mkv'), ...psnr }),
      await refusal({ restored, source: await clip('tall.mkv'), metrics: ['color-shift'] }),
      await refusal({ restored, metrics: ['seam'] }),
    ];

    expect(refusals[0]).toMatch(/^bad-input: .*give it with --reference/);
    expect(refusals[1]).toMatch(/128x96 .* 32x24: they must be of one size\. .*--source/);
    expect(refusals[2]).toMatch(/has 6 frames and the reference .* has 5\. Use --align pts/);
    expect(refusals[3]).toMatch(/is HDR and .* is not/);
    expect(refusals[4]).toMatch(/25\.000 frames a second and the reference .* 12\.500/);
    expect(refusals[5]).toMatch(/another shape/);
    expect(refusals[6]).toMatch(/--window-length/);
  });

  it('aligns by what is shown at the same time', async () => {
    // Every other frame of the true clip, each shown twice as long.
    await ffmpeg('-i', at('true.mkv'), '-vf', "select='not(mod(n,2))'", '-fps_mode', 'vfr', '-c:v', 'ffv1', at('half.mkv'));
    const [half, reference] = [await clip('half.mkv'), await clip('true.mkv')];

    const { series } = await measure({ restored: half, reference, align: 'pts', metrics: ['psnr-rgb'] });

    expect([...(series.get('psnr-rgb') ?? [])]).toEqual([80, 80, 80]);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const restored = await clip('restored.mkv');
    const request = { restored, reference: null, source: null, windows: null, align: 'frames', metrics: ['flicker'] } as const;

    const measuring = measureClip(tools, request, {
      signal: abort.signal,
      progress: () => abort.abort(new AppError('canceled', 'Enough.')),
    });

    await expect(measuring).rejects.toThrow('Enough.');
  });
});
