import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutputSettings } from '../../../native/contract/index.ts';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { openFrameWriter } from '../../../native/media/frame-writer.ts';
import { makeNumberedClip, numberIn } from '../../fixtures/numbered-clips.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { framesOf, probe, rewrite, signal, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

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
