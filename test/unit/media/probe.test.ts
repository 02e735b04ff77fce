import { stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { probe, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

test('everything that is in a file is found', async () => {
  const color = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const path = at('all.mov');
  await writeFile(at('words.srt'), '1\n00:00:00,000 --> 00:00:00,200\nWords\n');
  const inputs = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=64x48:rate=30000/1001',
    '-f',
    'lavfi',
    '-i',
    'sine=sample_rate=44100',
    '-i',
    at('words.srt'),
  ];
  const streams = ['-map', '0', '-map', '1', '-map', '2', '-frames:v', '12', '-t', '0.4', '-aspect', '16:9'];
  const coding = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', ...color, '-c:a', 'aac', '-ac', '2', '-c:s', 'mov_text'];
  const tags = ['-timecode', '01:00:00;00', '-metadata:s:a', 'language=ita', '-metadata:s:s', 'language=eng'];
  await ffmpeg(...inputs, ...streams, ...coding, ...tags, path);

  const media = await probe(path);

  const { video } = media;
  expect(media).toEqual({
    path,
    format: 'mov,mp4,m4a,3gp,3g2,mj2',
    sizeBytes: (await stat(path)).size,
    durationSec: expect.closeTo(12 * (1001 / 30_000), 5),
    startTimecode: '01:00:00;00',
    video: {
      index: 0,
      codec: 'h264',
      profile: 'High',
      width: 64,
      height: 48,
      displayWidth: 85,
      displayHeight: 48,
      pixelFormat: 'yuv420p',
      bitDepth: 8,
      hasAlpha: false,
      sampleAspectRatio: { num: 4, den: 3 },
      rotationDeg: 0,
      timeBase: video.timeBase,
      frameRate: { num: 30_000, den: 1001 },
      frameCount: 12,
      startPts: 0,
      variableFrameRate: false,
      fieldOrder: 'progressive',
      color: { range: 'tv', matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', chromaLocation: 'left' },
    },
    audio: [{ index: 1, codec: 'aac', sampleRate: 44_100, channels: 2, language: 'ita', title: null }],
    subtitles: [{ index: 2, codec: 'mov_text', language: 'eng' }],
    warnings: ['anamorphic'],
  });
  expect(await readFramePts(tools, media, { signal })).toHaveLength(12);
});

test.each([
  { what: 'a text', name: 'text.txt', content: 'not a film', code: 'media-unreadable', says: /not a video/ },
  { what: 'a text that claims to be a film', name: 'text.mp4', content: 'not a film', code: 'media-unreadable', says: /not a video/ },
  { what: 'nothing at all', name: 'empty.mp4', content: '', code: 'media-unreadable', says: /Choose another|again/ },
])('$what is refused', async ({ name, content, code, says }) => {
  await writeFile(at(name), content);

  await expect(probe(at(name))).rejects.toMatchObject({ code, message: expect.stringMatching(says) as string });
});

test('an MP4 whose index is missing is refused with what happened to it', async () => {
  const path = await makeClip(at('headless.mp4'), { frames: 25 });
  await truncate(path, Math.floor((await stat(path)).size / 2));

  await expect(probe(path)).rejects.toMatchObject({ code: 'media-unreadable', message: expect.stringContaining('cut off') as string });
});
