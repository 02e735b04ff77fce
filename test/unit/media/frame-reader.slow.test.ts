import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeNumberedClip } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { framesOf, numbersIn, probe, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

const x264 = ['-c:v', 'libx264', '-crf', '10'];
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
