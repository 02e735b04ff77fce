import { spawn } from 'node:child_process';
import { appendFile, chmod, mkdir, open, readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { makeNumberedClip } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, makeClip, temporaryFolder, turnClip } from '../../fixtures/tiny-clips.ts';
import { collect, framesOf, probe, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

test.each([
  { what: 'one frame', options: { frames: 1 }, expected: { video: { frameCount: 1 } } },
  { what: 'four pixels of width', options: { size: '4x64' }, expected: { video: { width: 4, height: 64 } } },
  {
    what: '4:2:2 with ten bits',
    options: { video: ['-pix_fmt', 'yuv422p10le'] },
    expected: { video: { bitDepth: 10, pixelFormat: 'yuv422p10le' } },
  },
  {
    what: 'HDR',
    options: { video: ['-pix_fmt', 'yuv420p10le', '-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084'] },
    expected: { video: { color: { matrix: 'bt2020nc', primaries: 'bt2020', transfer: 'smpte2084' } }, warnings: ['hdr'] },
  },
  {
    what: 'interlaced fields',
    options: { video: ['-flags', '+ilme+ildct', '-x264opts', 'bff=1'] },
    expected: { video: { fieldOrder: 'bottom-first' }, warnings: ['interlaced'] },
  },
])('$what: accepted, described, decodable', async ({ what, options, expected }) => {
  const media = await probe(await makeClip(at(`${what}.mov`), options));

  expect(media).toMatchObject(expected);
  const frames = await framesOf(media, { startFrame: 0, endFrame: 1 }, { bitDepth: media.video.bitDepth > 8 ? 16 : 8 });
  expect(frames[0]?.data).toHaveLength(media.video.width * media.video.height * 3);
});

test.each([90, 180, 270] as const)('a clip turned by %i degrees is shown turned and read as stored', async (deg) => {
  await makeClip(at('straight.mp4'), { size: '64x48', frames: 3 });
  await turnClip(at('straight.mp4'), at(`turned-${deg}.mp4`), deg);

  const media = await probe(at(`turned-${deg}.mp4`));

  expect(media).toMatchObject({ video: { rotationDeg: deg, width: 64, displayWidth: deg === 180 ? 64 : 48 }, warnings: ['rotated'] });
  expect(await framesOf(media)).toEqual(await framesOf(await probe(at('straight.mp4'))));
});

test.each([
  ['23.976 in milliseconds', 'clip.mkv', '24000/1001'],
  ['59.94 in 90 kHz', 'clip.ts', '60000/1001'],
  ['12.5', 'clip.mp4', '25/2'],
])('the rate of %s is exact', async (_, name, rate) => {
  await ffmpeg('-f', 'lavfi', '-i', `testsrc2=size=64x48:rate=${rate}`, '-frames:v', '40', '-c:v', 'libx264', at(name));

  const { frameRate, variableFrameRate } = (await probe(at(name))).video;

  expect([`${frameRate.num}/${frameRate.den}`, variableFrameRate]).toEqual([rate, false]);
});

test('numbered pictures in a folder are a clip', async () => {
  await mkdir(at('100% shots'));
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=64x48:rate=25',
    '-frames:v',
    '5',
    '-start_number',
    '98',
    join(at('100%% shots'), 'shot%d.png'),
  );

  const media = await probe(at('100% shots'));

  expect(media).toMatchObject({ video: { frameCount: 5, width: 64, codec: 'png' }, audio: [] });
  expect(await framesOf(media, { startFrame: 2, endFrame: 4 })).toHaveLength(2);
});

test('a moov at the front and frames that are cut off: what is there is used, and it is said', async () => {
  const whole = await makeClip(at('front.mp4'), { frames: 50, video: ['-movflags', '+faststart', '-crf', '5'], sound: false });
  await truncate(whole, Math.floor((await stat(whole)).size * 0.6));

  const media = await probe(whole);

  expect(media.video.frameCount).toBeGreaterThan(10);
  expect(media.video.frameCount).toBeLessThan(50);
  expect(media.warnings).toContain('truncated');
  expect(await framesOf(media)).toHaveLength(media.video.frameCount);
});

test('damage in the middle does not shift any frame', async () => {
  const path = await makeNumberedClip(at('damaged.mkv'), { coding: ['-c:v', 'libx264', '-g', '10', '-crf', '5'] });
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(3000, 0x55), 0, 3000, Math.floor((await file.stat()).size / 2));
  await file.close();

  const media = await probe(path);

  expect(media.warnings).toContain('truncated');
  expect(await framesOf(media)).toHaveLength(media.video.frameCount);
});

test('sound alone, even with a cover picture, is no video', async () => {
  await ffmpeg('-f', 'lavfi', '-i', 'sine', '-t', '0.2', at('sound.wav'));
  await ffmpeg('-f', 'lavfi', '-i', 'color=red:size=16x16', '-frames:v', '1', at('cover.png'));
  await ffmpeg(
    '-i',
    at('sound.wav'),
    '-i',
    at('cover.png'),
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'png',
    '-disposition:v',
    'attached_pic',
    at('song.m4a'),
  );

  await expect(probe(at('sound.wav'))).rejects.toMatchObject({ code: 'media-no-video' });
  await expect(probe(at('song.m4a'))).rejects.toMatchObject({
    code: 'media-no-video',
    message: expect.stringContaining('cover picture') as string,
  });
});

test.each(['none.mp4', 'none.avi'])('%s, a video without a frame, is refused', async (name) => {
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=64x48', '-t', '0', '-c:v', 'mjpeg', at(name));

  await expect(probe(at(name))).rejects.toMatchObject({ code: 'media-empty' });
});

test('a file that grows while it is probed is refused until it is whole', async () => {
  const path = await makeClip(at('recording.ts'), { frames: 25, video: ['-f', 'mpegts'] });
  const bytes = await readFile(path);

  const probing = probe(path);
  const growing = setInterval(() => void appendFile(path, bytes.subarray(0, 188 * 4)), 20);

  await expect(probing.finally(() => clearInterval(growing))).rejects.toMatchObject({ code: 'media-changed' });
});

// Root may read everything, so the probe runs as nobody; where this is not root, the file is simply its own user's.
test('a file that may not be read is refused with what to do', async () => {
  const path = await makeClip(at('secret.mp4'), { frames: 2 });
  await chmod(path, 0o000);
  if (process.getuid?.() !== 0) {
    await expect(probe(path)).rejects.toMatchObject({ code: 'no-permission' });
    return;
  }
  await chmod(folder.path, 0o755);

  const said = await asNobody(
    `
    const { findFfmpeg } = await import(process.argv[1] + 'ffmpeg-tools.ts');
    const { probeMedia } = await import(process.argv[1] + 'probe.ts');
    const signal = new AbortController().signal;
    await probeMedia(await findFfmpeg({}), process.argv[2], { signal }).catch((error) => console.log(error.code));
  `,
    path,
  );

  expect(said.trim()).toBe('no-permission');
});

test('odd sizes are kept to the pixel', async () => {
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc=size=321x181:rate=25', '-frames:v', '3', '-c:v', 'ffv1', '-pix_fmt', 'yuv420p', at('odd.mkv'));

  const media = await probe(at('odd.mkv'));

  expect(media).toMatchObject({ video: { width: 321, height: 181 }, warnings: ['odd-size'] });
  expect((await framesOf(media))[2]?.data).toHaveLength(321 * 181 * 3);
});

test('a varying rate is told with its timestamps', async () => {
  const path = await makeNumberedClip(at('vfr.mp4'), { frames: 12, coding: ['-c:v', 'libx264'], timing: 'N*40+9*mod(N,3)' });

  const media = await probe(path);

  expect(media).toMatchObject({ video: { variableFrameRate: true, frameCount: 12, timeBase: { num: 1, den: 1000 } } });
  expect(media.warnings).toEqual(['variable-frame-rate']);
  expect([...(await readFramePts(tools, media, { signal }))]).toEqual(Array.from({ length: 12 }, (_, n) => n * 40 + 9 * (n % 3)));
});

test('a file that is not there, and one that became another, are told apart', async () => {
  const path = await makeClip(at('grows.ts'), { frames: 10, video: ['-f', 'mpegts'] });
  const media = await probe(path);

  await appendFile(path, await readFile(path));

  await expect(probe(at('nowhere.mp4'))).rejects.toMatchObject({ code: 'media-missing' });
  await expect(readFramePts(tools, media, { signal })).rejects.toMatchObject({ code: 'media-changed' });
  await expect(framesOf(media)).rejects.toMatchObject({
    code: 'media-changed',
    message: expect.stringContaining('wait until that is done') as string,
  });
});

async function asNobody(script: string, path: string): Promise<string> {
  const rooms = new URL('../../../native/media/', import.meta.url);
  const args = ['--input-type=module', '-e', script, '--', `file://${fileURLToPath(rooms)}`, path];
  const child = spawn(process.execPath, args, { uid: 65_534, gid: 65_534, stdio: ['ignore', 'pipe', 'inherit'] });
  return (await collect(child.stdout.setEncoding('utf8') as AsyncIterable<string>)).join('');
}
