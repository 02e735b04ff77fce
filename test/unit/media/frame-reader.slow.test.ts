import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFrames } from '../../../native/media/frame-reader.ts';
import { makeNumberedClip } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { framesOf, numbersIn, probe, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

const x264 = ['-c:v', 'libx264', '-crf', '10'];

test.each([
  { name: 'b-frames.mp4', coding: [...x264, '-g', '17', '-bf', '3'] },
  { name: 'h264.ts', coding: [...x264, '-g', '25', '-bf', '3'] },
])('every frame of $name is found by its index', async ({ name, coding }) => {
  const media = await probe(await makeNumberedClip(at(name), { coding }));

  expect(media.video.frameCount).toBe(60);
  for (const [start, end] of [
    [0, 3],
    [23, 26],
    [38, 39],
    [57, 60],
  ] as const) {
    expect(await numbersIn(media, start, end)).toEqual(upTo(start, end));
  }
});

test('timestamps before zero and an edit list that hides the first frames are followed', async () => {
  await makeNumberedClip(at('whole.mp4'), { coding: [...x264, '-g', '60', '-bf', '2'] });
  await ffmpeg('-ss', '1.45', '-i', at('whole.mp4'), '-c', 'copy', at('cut.mp4'));
  await ffmpeg('-i', at('whole.mp4'), '-c', 'copy', '-avoid_negative_ts', 'disabled', '-output_ts_offset', '-2', at('negative.mkv'));
  const [cut, negative] = [await probe(at('cut.mp4')), await probe(at('negative.mkv'))];

  expect(await numbersIn(cut, 0, cut.video.frameCount)).toEqual(upTo(60 - cut.video.frameCount, 60));
  expect(negative.video.frameCount).toBe(60);
  expect(await numbersIn(negative, 31, 33)).toEqual([31, 32]);
});

test.each(['left', 'topleft', 'center'])('chroma that lies %s is read where it lies, as zscale does', async (location) => {
  const ramps = "geq=r='2*X':g='255-2*Y':b='128+100*sin((X+Y)/6)'";
  const path = at(`chroma-${location}.mkv`);
  const toYuv = `zscale=matrix=709:range=limited:chromal=${location},format=yuv420p`;
  const tags = ['-colorspace', 'bt709', '-color_range', 'tv', '-chroma_sample_location', location];
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    `color=black:size=128x96:rate=5,format=gbrp,${ramps}`,
    '-frames:v',
    '1',
    '-vf',
    toYuv,
    '-c:v',
    'libx264',
    '-qp',
    '0',
    ...tags,
    path,
  );
  const toRgb = `zscale=matrixin=709:rangein=limited:chromalin=${location}:filter=bicubic:range=full:matrix=gbr,format=gbrp,format=rgb24`;
  await ffmpeg('-i', path, '-vf', toRgb, '-f', 'rawvideo', at('wanted.raw'));

  const [frame] = await framesOf(await probe(path));

  const wanted = await readFile(at('wanted.raw'));
  const differences = Array.from(frame!.data, (value, index) => Math.abs(value - wanted[index]!));
  // Two good scalers differ by rounding; a quarter of a pixel beside the place is 1.5 and more.
  expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(0.3);
});

test('deinterlacing keeps the number of frames, and a frame does not depend on where reading began', async () => {
  const interlace = 'tinterlace=interleave_top,setfield=tff';
  const coding = ['-c:v', 'mpeg2video', '-q:v', '2', '-flags', '+ilme+ildct', '-g', '12', '-bf', '2'];
  const path = at('interlaced.mkv');
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=20', '-frames:v', '60', '-vf', interlace, ...coding, path);
  const media = await probe(path);

  const all = await framesOf(media, undefined, { deinterlace: true });
  const some = await framesOf(media, { startFrame: 41, endFrame: 44 }, { deinterlace: true });
  const last = await framesOf(media, { startFrame: 59, endFrame: 60 }, { deinterlace: true });

  expect(media.video.fieldOrder).toBe('top-first');
  expect(all).toHaveLength(60);
  expect(some).toEqual(all.slice(41, 44));
  expect(last).toEqual(all.slice(59));
  expect(some[0]).not.toEqual((await framesOf(media, { startFrame: 41, endFrame: 42 }))[0]);
});

test('frames keep their stored orientation, size and depth', async () => {
  await makeClip(at('tall.mp4'), { size: '48x64' });
  const ten = await makeClip(at('ten.mov'), { size: '64x48', frames: 2, video: ['-c:v', 'prores_ks', '-pix_fmt', 'yuv422p10le'] });

  const [eight] = await framesOf(await probe(at('tall.mp4')), { startFrame: 0, endFrame: 1 });
  const [deep] = await framesOf(await probe(ten), { startFrame: 1, endFrame: 2 }, { bitDepth: 16 });

  expect(eight).toMatchObject({ index: 0, width: 48, height: 64, bitDepth: 8 });
  expect(eight?.data).toHaveLength(48 * 64 * 3);
  expect(deep).toMatchObject({ index: 1, width: 64, height: 48, bitDepth: 16 });
  expect(deep?.data).toBeInstanceOf(Uint16Array);
});

test.each([
  { tags: ['-colorspace', 'bt709', '-color_range', 'tv'], matrix: 'bt709', range: 'tv' },
  { tags: ['-colorspace', 'smpte170m', '-color_range', 'tv'], matrix: 'smpte170m', range: 'tv' },
  { tags: ['-colorspace', 'bt709', '-color_range', 'pc'], matrix: 'bt709', range: 'pc' },
  { tags: ['-colorspace', 'bt2020nc', '-color_range', 'tv'], matrix: 'bt2020', range: 'tv' },
])('$matrix in range $range is read as the color it stands for', async ({ tags, matrix, range }) => {
  const filter = `scale=out_color_matrix=${matrix}:out_range=${range}:flags=accurate_rnd,format=yuv444p`;
  const path = at(`color-${matrix}-${range}.mkv`);
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    'color=0xC83214:size=16x16:rate=5,format=gbrp',
    '-frames:v',
    '1',
    '-vf',
    filter,
    '-c:v',
    'ffv1',
    ...tags,
    path,
  );

  const [frame] = await framesOf(await probe(path));

  // 8-bit YUV cannot say every RGB: one step of limited range is 1.16 of them, times the chroma's weight (up to 1.9).
  for (const [channel, value] of [200, 50, 20].entries()) expect(Math.abs(frame!.data[channel]! - value)).toBeLessThanOrEqual(2);
});

test('an aborted reader ends at once, with the reason of the abort', async () => {
  const media = await probe(await makeClip(at('abort.mp4'), { frames: 40 }));
  const abort = new AbortController();
  const range = { startFrame: 0, endFrame: 40 };

  const reading = (async () => {
    for await (const { index } of readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal: abort.signal })) {
      if (index === 3) abort.abort(new Error('enough'));
    }
  })();

  await expect(reading).rejects.toThrow('enough');
});

test('a slow reader holds the decoder back, and leaving early ends it', async () => {
  const media = await probe(await makeClip(at('slow.mp4'), { frames: 40, size: '160x120' }));
  const seen: number[] = [];

  for await (const frame of readFrames(tools, {
    media,
    range: { startFrame: 0, endFrame: 40 },
    bitDepth: 8,
    deinterlace: false,
    signal: new AbortController().signal,
  })) {
    seen.push(frame.index);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (frame.index === 10) break;
  }

  expect(seen).toEqual(upTo(0, 11));
});
