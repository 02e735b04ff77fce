import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaInfo } from '../../../native/contract/index.ts';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../../../native/media/ffmpeg-tools.ts';
import { readFrames } from '../../../native/media/frame-reader.ts';
import { probeMedia } from '../../../native/media/probe.ts';
import { enlargeClip } from '../../../native/metrics/evaluation/bicubic.ts';
import { takePictures, pictureEndings } from '../../../native/metrics/evaluation/clip-pictures.ts';
import { findDetail } from '../../../native/metrics/evaluation/detail-view.ts';
import { ffmpeg, temporaryFolder } from '../../fixtures/tiny-clips.ts';

const signal = new AbortController().signal;
let tools: FfmpegTools;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (name: string): string => join(folder.path, name);
beforeAll(async () => {
  tools = await findFfmpeg({});
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** Gray but for noise in a box. */
async function noisyBox(name: string, size: string, box: string): Promise<MediaInfo> {
  const [width, height, x, y] = box.split(':');
  const gray = ['-f', 'lavfi', '-i', `color=c=gray:size=${size}:rate=25`];
  const noise = ['-f', 'lavfi', '-i', `color=c=gray:size=${width}x${height}:rate=25,format=gbrp,noise=alls=90:all_seed=3:allf=t`];
  const filter = `[0]format=gbrp[g];[g][1]overlay=${x}:${y}:format=gbrp`;
  await ffmpeg(...gray, ...noise, '-filter_complex', filter, '-frames:v', '3', '-c:v', 'ffv1', '-pix_fmt', 'bgr0', at(name));
  return probeMedia(tools, at(name), { signal });
}

async function firstFrame(media: MediaInfo): Promise<Uint8Array> {
  for await (const { data } of readFrames(tools, {
    media,
    range: { startFrame: 0, endFrame: 1 },
    bitDepth: 8,
    deinterlace: false,
    signal,
  })) {
    return data as Uint8Array;
  }
  throw new Error('no frame');
}

/** Keys' cubic kernel with a = -0.5. */
function keys(distance: number): number {
  const d = Math.abs(distance);
  if (d <= 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
  return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
}

describe('bicubic', () => {
  it('is the kernel of the textbook between pixel centres, edges repeated', async () => {
    const media = await noisyBox('small.mkv', '24x16', '20:12:2:2');

    await enlargeClip(tools, media, { scale: 4, outputPath: at('large.mkv'), signal, progress: () => undefined });

    const large = await probeMedia(tools, at('large.mkv'), { signal });
    const [from, to] = [await firstFrame(media), await firstFrame(large)];
    const sample = (x: number, y: number): number => from[(Math.min(15, Math.max(0, y)) * 24 + Math.min(23, Math.max(0, x))) * 3] ?? NaN;
    let worst = 0;
    for (let y = 0; y < 64; y += 1) {
      for (let x = 0; x < 96; x += 1) {
        const [u, v] = [(x + 0.5) / 4 - 0.5, (y + 0.5) / 4 - 0.5];
        let sum = 0;
        for (let j = Math.floor(v) - 1; j <= Math.floor(v) + 2; j += 1) {
          for (let i = Math.floor(u) - 1; i <= Math.floor(u) + 2; i += 1) sum += keys(u - i) * keys(v - j) * sample(i, j);
        }
        worst = Math.max(worst, Math.abs(Math.min(255, Math.max(0, sum)) - (to[(y * 96 + x) * 3] ?? NaN)));
      }
    }
    expect(large.video).toMatchObject({ width: 96, height: 64, frameCount: 3 });
    // Rounded once, at the end; sums in float32.
    expect(worst).toBeLessThan(0.51);
  });
});

describe('what the report shows of a clip', () => {
  it('is where there is most to see', async () => {
    const view = await findDetail(tools, await noisyBox('detail.mkv', '240x120', '40:30:160:60'), { signal });

    expect(view).toMatchObject({ frame: 1, width: 60 / 240, height: 45 / 120 });
    expect(view.left * 240).toBeGreaterThanOrEqual(140);
    expect(view.left * 240).toBeLessThanOrEqual(160);
    expect(view.top * 120).toBeGreaterThanOrEqual(45);
    expect(view.top * 120).toBeLessThanOrEqual(60);
  });

  it('is that part of the middle frame, and a column over time', async () => {
    const media = await noisyBox('shown.mkv', '240x120', '40:30:160:60');

    await takePictures(tools, media, { picturePath: at('shown'), view: await findDetail(tools, media, { signal }), signal });

    const sizes = await Promise.all(
      [pictureEndings.detail, pictureEndings.profile].map((ending) => probeMedia(tools, at(`shown${ending}`), { signal })),
    );
    expect(sizes.map(({ video }) => [video.width, video.height])).toEqual([
      [60, 45],
      [3, 120],
    ]);
  });
});
