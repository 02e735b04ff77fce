import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, OutputSettings } from '../../../native/contract/index.ts';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../../../native/media/ffmpeg-tools.ts';
import { probeMedia } from '../../../native/media/probe.ts';
import { degradeClip } from '../../../native/metrics/degradation/degrade-clip.ts';
import type { DegradationLevel } from '../../../native/metrics/degradation/degradations.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';

let tools: FfmpegTools;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const { signal } = new AbortController();

beforeAll(async () => {
  tools = await findFfmpeg({});
  folder = await temporaryFolder();
  await makeClip(at('clean.mkv'), { size: '192x128', frames: 5 });
});
afterAll(() => folder.remove());

function at(name: string): string {
  return join(folder.path, name);
}

async function degrade(name: string, level: DegradationLevel, seed: number, abort = signal): Promise<string> {
  const media = await probeMedia(tools, at('clean.mkv'), { signal });
  const range = { startFrame: 0, endFrame: media.video.frameCount };
  const output = OutputSettings.parse({ codec: 'ffv1' });
  const request = { media, range, level, seed, scale: 4, output, outputPath: at(name), overwrite: false, temporaryDir: folder.path };
  await degradeClip(tools, request, { signal: abort, progress: () => undefined });
  return at(name);
}

async function pixelsOf(path: string): Promise<string> {
  await ffmpeg('-i', path, '-map', '0:v', '-f', 'rawvideo', `${path}.raw`);
  return createHash('sha256')
    .update(await readFile(`${path}.raw`))
    .digest('hex');
}

describe('degrading a clip', () => {
  it.each(['simple', 'complex'] as const)('%s: the same seed makes the same pixels, another one others', async (level) => {
    const [once, again, other] = [
      await pixelsOf(await degrade(`${level}-1.mkv`, level, 7)),
      await pixelsOf(await degrade(`${level}-2.mkv`, level, 7)),
      await pixelsOf(await degrade(`${level}-3.mkv`, level, 8)),
    ];

    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });

  it('keeps frames and sound, at a quarter of the size, whatever is drawn', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { video, audio } = await probeMedia(tools, await degrade(`seed-${seed}.mkv`, 'complex', seed), { signal });

      expect({ width: video.width, height: video.height, frames: video.frameCount, sounds: audio.length }).toEqual({
        width: 48,
        height: 32,
        frames: 5,
        sounds: 1,
      });
    }
  });

  it('leaves nothing behind when it is stopped', async () => {
    const before = await readdir(folder.path);
    const abort = new AbortController();
    setTimeout(() => abort.abort(new AppError('canceled', 'Enough.')), 300);

    await expect(degrade('never.mkv', 'complex', 1, abort.signal)).rejects.toThrow();

    expect(await readdir(folder.path)).toEqual(before);
  });
});
