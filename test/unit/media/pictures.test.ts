import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFilmstrip } from '../../../native/media/filmstrip.ts';
import { writeStill } from '../../../native/media/still.ts';
import { makeNumberedClip, numberIn } from '../../fixtures/numbered-clips.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { framesOf, probe, signal, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);
const vfr = { frames: 40, coding: ['-c:v', 'libx264', '-crf', '5', '-g', '10'], timing: 'N*100+30*mod(N,3)' };

test('a still is the frame of its index, upright and in square pixels', async () => {
  const media = await probe(await makeNumberedClip(at('vfr.mp4'), vfr));

  await writeStill(tools, { media, frame: 33, maxWidth: null, outputPath: at('33.png'), signal });

  const [picture] = await framesOf(await probe(at('33.png')));
  expect(numberIn(picture!)).toBe(33);
  expect(picture!.data).toEqual((await framesOf(media, { startFrame: 33, endFrame: 34 }))[0]!.data);
});

test('a filmstrip holds the frames it says, side by side', async () => {
  const media = await probe(await makeNumberedClip(at('strip.mp4'), { frames: 40, coding: ['-c:v', 'libx264', '-crf', '5'] }));

  const strip = await writeFilmstrip(tools, {
    ...{ media, range: { startFrame: 4, endFrame: 34 }, tiles: 4, tileHeight: 48 },
    ...{ outputPath: at('strip.jpg'), signal },
  });

  expect(strip).toEqual({ tileWidth: 64, tileHeight: 48, tileCount: 4, startFrame: 4, stepFrames: 7.5 });
  const [row] = await framesOf(await probe(at('strip.jpg')));
  const tile = (number: number): Uint8Array => {
    const pixels = new Uint8Array(64 * 48 * 3);
    for (let y = 0; y < 48; y += 1) pixels.set(row!.data.subarray((y * 4 + number) * 192, (y * 4 + number + 1) * 192), y * 192);
    return pixels;
  };
  expect(
    upTo(0, 4).map((number) => numberIn({ index: 0, width: 64, height: 48, bitDepth: 8, data: tile(number) as Uint8Array<ArrayBuffer> })),
  ).toEqual([4, 11, 19, 26]);
});

test('a frame that is not there is refused', async () => {
  const media = await probe(await makeClip(at('two.mp4'), { frames: 2 }));

  await expect(writeStill(tools, { media, frame: 2, maxWidth: null, outputPath: at('no.png'), signal })).rejects.toMatchObject({
    code: 'bad-input',
  });
});
