import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeNumberedClip } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { probeWithTimestamps } from '../../../native/media/probe.ts';
import { framesOf, numbersIn, probe, signal, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const x264 = ['-c:v', 'libx264', '-crf', '10'];
test.each([
  { name: 'open-gop.mkv', coding: [...x264, '-g', '12', '-bf', '3', '-x264-params', 'open-gop=1:b-pyramid=normal'] },
  { name: 'intra-refresh.mkv', coding: [...x264, '-x264-params', 'intra-refresh=1:keyint=20'] },
  { name: 'open-gop.ts', coding: ['-c:v', 'mpeg2video', '-q:v', '2', '-g', '12', '-bf', '2'] },
  { name: 'packed.avi', coding: ['-c:v', 'mpeg4', '-q:v', '2', '-bf', '2', '-g', '12'] },
  { name: 'hidden-frames.webm', coding: ['-c:v', 'libvpx', '-b:v', '1M', '-auto-alt-ref', '1', '-lag-in-frames', '8', '-cpu-used', '8'] },
  { name: 'late-start.mp4', coding: [...x264, '-g', '10', '-bf', '2', '-output_ts_offset', '7.3'] },
  { name: 'bare.h264', coding: [...x264, '-g', '10', '-bf', '2'] },
  {
    name: 'open-gop-h265.mp4',
    coding: ['-c:v', 'libx265', '-crf', '10', '-x265-params', 'open-gop=1:keyint=12:bframes=4:log-level=error'],
  },
  { name: 'vp9.webm', coding: ['-c:v', 'libvpx-vp9', '-b:v', '1M', '-cpu-used', '8', '-lag-in-frames', '10'] },
  { name: 'av1.mp4', coding: ['-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime'] },
  { name: 'flash.flv', coding: [...x264, '-g', '10', '-bf', '2'] },
])('every frame of $name is found by its index', async ({ name, coding }) => {
  const media = await probe(await makeNumberedClip(join(folder.path, name), { coding }));

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

test('a clip too long to be decoded whole is counted by its packets, and both ends are decoded', async () => {
  const path = join(folder.path, 'long.mp4');
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '100', '-bf', '2'];
  // 1.6 gigapixels.
  await ffmpeg('-f', 'lavfi', '-i', 'color=gray:size=1920x1080:rate=25', '-frames:v', '772', ...coding, path);

  const media = await probe(path);
  const byPackets = await readFramePts(tools, media, { signal });
  const { framePts: byDecoding } = await probeWithTimestamps(tools, path, { thorough: true, signal });

  expect(media.video).toMatchObject({ frameCount: 772, variableFrameRate: false });
  expect(byPackets).toEqual(byDecoding);
  expect((await framesOf(media, { startFrame: 770, endFrame: 772 })).map(({ index }) => index)).toEqual([770, 771]);
});
