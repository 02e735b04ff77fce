import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toRgbFilter } from '../../../native/media/color-conversion.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

async function ffmpegBytes(...args: readonly string[]): Promise<Buffer> {
  const options = { encoding: 'buffer', maxBuffer: 64e6 } as const;
  return (await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...args], options)).stdout;
}

const formats = ['yuv420p', 'yuvj420p', 'yuv422p', 'yuv444p', 'yuv411p', 'yuv420p10le', 'yuv422p10le', 'yuv444p12le', 'yuva420p'];
const color = { matrix: 'bt709', range: 'tv', primaries: 'bt709', transfer: 'bt709', chromaLocation: 'left' };

it.each(formats)('frames of %s get by way of planes the bits that swscale gives them straight', async (pixelFormat) => {
  const clip = join(folder.path, `${pixelFormat}.nut`);
  const noise = `noise=alls=20,format=${pixelFormat}`;
  await ffmpegBytes('-f', 'lavfi', '-i', 'testsrc2=size=97x61:rate=5', '-frames:v', '2', '-vf', noise, '-c:v', 'rawvideo', clip);
  const sha256 = async (filter: string): Promise<string> =>
    createHash('sha256')
      .update(await ffmpegBytes('-i', clip, '-vf', filter, '-f', 'rawvideo', 'pipe:1'))
      .digest('hex');

  for (const bitDepth of [8, 16] as const) {
    const filter = toRgbFilter({ pixelFormat, color, width: 97, height: 61 }, bitDepth);
    const straight = filter.replace(/format=gbrp(16le)?,/, '');

    expect(straight).not.toBe(filter);
    expect(await sha256(filter)).toBe(await sha256(straight));
  }
});
