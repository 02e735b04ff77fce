import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutputSettings } from '../../../native/contract/index.ts';
import type { MediaInfo } from '../../../native/contract/index.ts';
import { readFramePts } from '../../../native/media/frame-pts.ts';
import { openFrameWriter } from '../../../native/media/frame-writer.ts';
import { makeNumberedClip, numberIn } from '../../fixtures/numbered-clips.ts';
import { ffmpeg, makeClip, temporaryFolder, turnClip } from '../../fixtures/tiny-clips.ts';
import { ffprobe, framesOf, probe, rewrite, signal, tools, upTo } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let small: Promise<MediaInfo>;
beforeAll(async () => {
  folder = await temporaryFolder();
  small = makeClip(at('small.mp4'), { frames: 2, sound: false }).then(probe);
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

test.each([
  { what: 'a container that cannot hold the codec', output: { codec: 'prores' }, name: 'x.mp4', says: /\.mov, \.mkv/ },
  { what: 'a name without a known ending', output: {}, name: 'x.xyz', says: /\.mp4/ },
  { what: 'a picture too small for the encoder', output: { codec: 'dnxhr' }, name: 'x.mov', says: /256x120/ },
] as const)('$what is refused before any work', async ({ output, name, says }) => {
  const media = await small;

  await expect(rewrite(media, { output, outputPath: at(name) })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(says) as string,
  });
  expect(existsSync(at(name))).toBe(false);
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
