import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutputSettings } from '../../../native/contract/index.ts';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { openFrameWriter } from '../../../native/media/frame-writer.ts';
import { makeNumberedClip, numberIn } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, makeClip, temporaryFolder, turnClip } from '../../fixtures/tiny-clips.ts';
import { ffprobe, framesOf, probe, rewrite, signal, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

const packetTimes = async (path: string): Promise<number[]> =>
  (await ffprobe(path, '-select_streams', 'v', '-show_entries', 'packet=pts'))
    .split('\n')
    .map((line) => Number.parseInt(line))
    .sort((a, b) => a - b);

test('a clip with a varying rate keeps every timestamp to the tick, and its sound bit by bit', async () => {
  const sound = ['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=3', '-c:a', 'aac'];
  const source = await makeNumberedClip(at('vfr.mp4'), {
    frames: 24,
    coding: ['-c:v', 'libx264', '-crf', '10', '-bf', '2'],
    timing: 'N*100+33*mod(N,3)+N*N',
    sound,
  });
  const media = await probe(source);

  const report = await rewrite(media, { outputPath: at('vfr out.mp4') });

  expect(report).toMatchObject({ ok: true });
  expect(await packetTimes(at('vfr out.mp4'))).toEqual(upTo(0, 24).map((n) => n * 100 + 33 * (n % 3) + n * n));
  const packets = (path: string): Promise<string> =>
    ffprobe(path, '-select_streams', 'a', '-show_entries', 'packet=pts,size,data_hash', '-show_data_hash', 'md5');
  expect(await packets(at('vfr out.mp4'))).toBe(await packets(source));
  expect((await framesOf(await probe(at('vfr out.mp4')))).map(numberIn)).toEqual(upTo(0, 24));
});

test('a trimmed range begins at zero, with its timecode, and everything else as in the source', async () => {
  const color = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const coding = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', ...color, '-c:a', 'aac', '-timecode', '00:59:59;20'];
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=30000/1001', '-f', 'lavfi', '-i', 'sine=sample_rate=48000'];
  await ffmpeg(...inputs, '-t', '1.5', '-aspect', '16:9', ...coding, at('upright.mov'));
  await turnClip(at('upright.mov'), at('tagged.mov'), 90);
  const media = await probe(at('tagged.mov'));

  const report = await rewrite(media, { range: { startFrame: 12, endFrame: 30 }, outputPath: at('tagged out.mov') });

  expect(report).toEqual({
    ok: true,
    checks: [
      { name: 'frame-count', status: 'same', expected: '18', actual: '18' },
      { name: 'timestamps', status: 'same', expected: '0 to 0.567 s', actual: '0 to 0.567 s' },
      { name: 'size', status: 'same', expected: '64x48', actual: '64x48' },
      { name: 'sample-aspect-ratio', status: 'same', expected: '4:3', actual: '4:3' },
      { name: 'rotation', status: 'same', expected: '90°', actual: '90°' },
      { name: 'color', status: 'same', expected: expect.stringContaining('matrix bt709') as string, actual: expect.any(String) as string },
      { name: 'bit-depth', status: 'same', expected: '8', actual: '8' },
      {
        name: 'audio',
        status: 'same',
        expected: expect.stringMatching(/^aac 48000 Hz 1 ch, 0\.5/) as string,
        actual: expect.any(String) as string,
      },
      { name: 'audio-offset', status: 'same', expected: '0.0 ms after the picture', actual: '0.0 ms after the picture' },
      { name: 'subtitles', status: 'not-applicable', expected: 'none', actual: 'none' },
      { name: 'start-timecode', status: 'same', expected: '01:00:00;02', actual: '01:00:00;02' },
    ],
  });
  const { video, startTimecode } = await probe(at('tagged out.mov'));
  expect({ startTimecode, ...video.color, ...video.sampleAspectRatio, deg: video.rotationDeg }).toMatchObject({
    ...{ startTimecode: '01:00:00;02', matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', num: 4, den: 3, deg: 90 },
  });
});

test('an untagged picture that grows into high definition says which matrix it has', async () => {
  const source = await makeClip(at('small.mp4'), { size: '320x180', frames: 2, sound: false });
  const media = await probe(source);
  const framePts = await readFramePts(tools, media, { signal });
  const big = { width: 1280, height: 720, bitDepth: 8 } as const;
  const range = { startFrame: 0, endFrame: 2 };
  const output = OutputSettings.parse({});
  const writer = await openFrameWriter(tools, {
    media,
    range,
    framePts,
    ...big,
    output,
    outputPath: at('big.mp4'),
    overwrite: false,
    signal,
  });

  const data = new Uint8Array(1280 * 720 * 3);
  for (let pixel = 0; pixel < data.length; pixel += 3) data.set([200, 50, 20], pixel);
  for (const index of [0, 1]) await writer.write({ index, ...big, data: data.slice() });
  await writer.finish();

  const written = await probe(at('big.mp4'));
  expect([media.video.color.matrix, written.video.color.matrix]).toEqual([null, 'smpte170m']);
  const [frame] = await framesOf(written);
  for (const [channel, value] of [200, 50, 20].entries()) expect(Math.abs(frame!.data[channel]! - value)).toBeLessThanOrEqual(2);
});

test('a sound that ends before the kept range, or a clip of one frame, is no reason to fail', async () => {
  const sound = ['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=0.3', '-c:a', 'aac'];
  const early = await probe(await makeNumberedClip(at('early.mp4'), { frames: 12, coding: ['-c:v', 'libx264'], sound }));
  const single = await probe(await makeClip(at('single.mkv'), { frames: 1 }));

  for (const name of ['early.mp4', 'early.mkv']) {
    const report = await rewrite(early, { range: { startFrame: 6, endFrame: 9 }, outputPath: at(`silent ${name}`) });
    expect(report.checks.find((check) => check.name === 'audio')).toMatchObject({
      status: 'not-applicable',
      actual: 'no sound in this range',
    });
  }
  expect(await rewrite(single, { outputPath: at('single.mp4') })).toMatchObject({ ok: true });
});

test('ten bits stay ten bits', async () => {
  const media = await probe(await makeClip(at('ten.mov'), { frames: 2, video: ['-c:v', 'prores_ks', '-pix_fmt', 'yuv422p10le'] }));

  expect(await rewrite(media, { outputPath: at('ten.mp4') })).toMatchObject({ ok: true });
  expect((await probe(at('ten.mp4'))).video).toMatchObject({ bitDepth: 10, codec: 'h264' });
});

test('pictures go into a folder and can be read back from it', async () => {
  const media = await probe(await makeNumberedClip(at('for-png.mp4'), { frames: 5, coding: ['-c:v', 'libx264', '-crf', '5'] }));

  const report = await rewrite(media, { output: { codec: 'png' }, outputPath: at('shot 100%') });

  expect(report.ok).toBe(true);
  expect(await readdir(at('shot 100%'))).toEqual(upTo(1, 6).map((number) => `00000${number}.png`));
  expect((await framesOf(await probe(at('shot 100%')))).map(numberIn)).toEqual(upTo(0, 5));
});

test('what is there already is replaced only when allowed, and a folder with other things in it never', async () => {
  const media = await probe(await makeClip(at('again.mp4'), { frames: 2, sound: false }));
  await writeFile(at('taken.mp4'), 'precious');
  await mkdir(at('album'));
  await writeFile(at('album/holiday.jpg'), 'precious');

  await expect(rewrite(media, { outputPath: at('taken.mp4') })).rejects.toMatchObject({ code: 'output-exists' });
  await expect(rewrite(media, { output: { codec: 'png' }, outputPath: at('album'), overwrite: true })).rejects.toMatchObject({
    code: 'output-exists',
  });
  await rewrite(media, { outputPath: at('taken.mp4'), overwrite: true });

  expect(existsSync(at('album/holiday.jpg'))).toBe(true);
  expect((await probe(at('taken.mp4'))).video.frameCount).toBe(2);
  expect((await readdir(folder.path)).filter((name) => name.includes('.part'))).toEqual([]);
});

test('an abort ends the encoder, rejects with its reason and leaves nothing', async () => {
  const media = await probe(await makeClip(at('aborted.mp4'), { frames: 20 }));
  const framePts = await readFramePts(tools, media, { signal });
  const abort = new AbortController();
  const [frame] = await framesOf(media, { startFrame: 0, endFrame: 1 });
  const writer = await openFrameWriter(tools, {
    ...media.video,
    ...{ media, framePts, range: { startFrame: 0, endFrame: 20 }, bitDepth: 8, output: OutputSettings.parse({}) },
    ...{ outputPath: at('aborted out.mp4'), overwrite: false, signal: abort.signal },
  });
  await writer.write(frame!);

  abort.abort(new Error('enough'));

  await expect(writer.finish()).rejects.toThrow(/enough|1 of 20/);
  await writer.abort();
  expect((await readdir(folder.path)).filter((name) => name.startsWith('aborted out'))).toEqual([]);
});
