import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFilmstrip } from '../../../native/media/filmstrip.ts';
import { writeProxy } from '../../../native/media/proxy.ts';
import { writeStill } from '../../../native/media/still.ts';
import { makeNumberedClip, numberIn } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, makeClip, temporaryFolder, turnClip } from '../../fixtures/tiny-clips.ts';
import { ffprobe, framesOf, probe, signal, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);
const vfr = { frames: 40, coding: ['-c:v', 'libx264', '-crf', '5', '-g', '10'], timing: 'N*100+30*mod(N,3)' };

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

test('a turned and anamorphic clip is shown as ffmpeg itself shows it', async () => {
  await makeClip(at('straight.mp4'), { size: '64x48', frames: 3, video: ['-aspect', '8:3'] });
  await turnClip(at('straight.mp4'), at('turned.mp4'), 90);
  await ffmpeg('-i', at('turned.mp4'), '-frames:v', '1', '-vf', 'scale=48:128,setsar=1', at('wanted.png'));
  const media = await probe(at('turned.mp4'));

  await writeStill(tools, { media, frame: 0, maxWidth: null, outputPath: at('turned.png'), signal });
  await writeStill(tools, { media, frame: 0, maxWidth: 24, outputPath: at('small.png'), signal });

  const [[picture], [wanted], [small]] = [
    await framesOf(await probe(at('turned.png'))),
    await framesOf(await probe(at('wanted.png'))),
    await framesOf(await probe(at('small.png'))),
  ];
  expect([picture!.width, picture!.height, small!.width, small!.height]).toEqual([48, 128, 24, 64]);
  const differences = Array.from(picture!.data, (value, index) => Math.abs(value - wanted!.data[index]!));
  const difference = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  // Turned the wrong way it would be above 60; what is left is another scaler.
  expect(difference).toBeLessThan(10);
});

test('a proxy shows frame i at (i + 0.5) / rate, whatever the rate of its source, and has its sound', async () => {
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=4', '-c:a', 'aac'];
  const media = await probe(await makeNumberedClip(at('vfr-sound.mp4'), { ...vfr, sound, size: '128x96' }));
  const told: number[] = [];

  const proxy = await writeProxy(tools, { media, maxHeight: 48, outputPath: at('proxy.mp4'), signal, progress: (done) => told.push(done) });

  expect(proxy).toEqual({ width: 64, height: 48, frameCount: 40, framesPerSec: expect.closeTo(40 / media.durationSec, 2) as number });
  const times = (await ffprobe(at('proxy.mp4'), '-select_streams', 'v', '-show_entries', 'packet=pts_time,flags')).split('\n');
  const misplaced = times.filter(
    (line, index) => Math.abs(Number.parseFloat(line) - index / proxy.framesPerSec) > 1e-3 || !line.includes('K'),
  );
  expect(misplaced).toEqual([]);
  const copy = await probe(at('proxy.mp4'));
  expect((await framesOf(copy)).map(numberIn)).toEqual(upTo(0, 40));
  expect(copy.audio).toMatchObject([{ codec: 'aac' }]);
  expect(told.at(-1)).toBe(1);
});

test('a picture that is given up leaves nothing behind', async () => {
  const media = await probe(await makeClip(at('long.mp4'), { frames: 200, size: '320x240' }));
  const abort = new AbortController();

  const making = writeProxy(tools, { media, maxHeight: 240, outputPath: at('given-up.mp4'), signal: abort.signal });
  setTimeout(() => abort.abort(new Error('enough')), 50);

  await expect(making).rejects.toThrow('enough');
  expect((await readdir(folder.path)).filter((name) => name.startsWith('given-up'))).toEqual([]);
});

test('a still is the frame of its index, upright and in square pixels', async () => {
  const media = await probe(await makeNumberedClip(at('vfr.mp4'), vfr));

  await writeStill(tools, { media, frame: 33, maxWidth: null, outputPath: at('33.png'), signal });

  const [picture] = await framesOf(await probe(at('33.png')));
  expect(numberIn(picture!)).toBe(33);
  expect(picture!.data).toEqual((await framesOf(media, { startFrame: 33, endFrame: 34 }))[0]!.data);
});
