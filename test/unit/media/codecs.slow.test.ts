import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutputSettings } from '../../../native/contract/index.ts';
import { audioStartSec } from '../../../native/media/audio-measure.ts';
import { mediaInput } from '../../../native/media/media-input.ts';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { ffprobe, framesOf, probe, rewrite, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await ffmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30000/1001'],
    ...['-f', 'lavfi', '-i', clicks],
    '-t',
    '1.2',
    ...tagged,
    at('source.mov'),
  );
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

/** One sample in 4800 is loud: ten clicks a second. */
const clicks = "aevalsrc='if(eq(mod(n,4800),0),0.9,0)':s=48000";
const color = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
const tagged = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', ...color, '-c:a', 'pcm_s16le', '-timecode', '10:00:00:00'];

const outputs: readonly (readonly [OutputSettings['codec'], string])[] = [
  ['h264', 'mp4'],
  ['h264', 'mov'],
  ['h264', 'mkv'],
  ['h265', 'mp4'],
  ['h265-10bit', 'mkv'],
  ['av1', 'mp4'],
  ['vp9', 'webm'],
  ['prores', 'mov'],
  ['dnxhr', 'mov'],
  ['ffv1', 'mkv'],
];
test.each(outputs)('%s in %s: same frames, times, tags and sound, whole and trimmed', async (codec, container) => {
  const media = await probe(at('source.mov'));

  const whole = await rewrite(media, { output: { codec }, outputPath: at(`${codec}-whole.${container}`) });
  const cut = await rewrite(media, {
    output: { codec },
    range: { startFrame: 5, endFrame: 17 },
    outputPath: at(`${codec}-cut.${container}`),
  });

  expect([whole.ok, cut.ok]).toEqual([true, true]);
  const written = await framesOf(await probe(at(`${codec}-cut.${container}`)), { startFrame: 3, endFrame: 4 }, { bitDepth: 8 });
  const wanted = await framesOf(media, { startFrame: 8, endFrame: 9 });
  // What a visually lossless encoding of a hard test picture may lose, on the mean of all samples.
  expect(meanDifference(written[0]!.data, wanted[0]!.data)).toBeLessThan(codec === 'ffv1' ? 0.001 : 4);
});

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

test.each([
  ['pcm_s16le', 'mov'],
  ['aac', 'mp4'],
  ['libmp3lame', 'mp4'],
  ['ac3', 'mp4'],
  ['flac', 'mkv'],
  ['libvorbis', 'mkv'],
  ['aac', 'mkv'],
])('the sound of a trimmed clip (%s in %s) is heard where it was', async (encoder, container) => {
  const source = at(`clicks-${encoder}.${container}`);
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=64x48:rate=25',
    '-f',
    'lavfi',
    '-i',
    clicks,
    '-t',
    '2',
    '-c:v',
    'libx264',
    '-c:a',
    encoder,
    source,
  );
  const output = at(`cut-${encoder}.${container}`);

  // Frame 12 is at 0.48 s, 20 ms before a click.
  await rewrite(await probe(source), { range: { startFrame: 12, endFrame: 37 }, outputPath: output });

  // The codecs smear a click over some samples; Matroska counts in milliseconds.
  expect(Math.abs((await firstClickSec(output)) - 0.02)).toBeLessThan(0.0015);
});

/** Time from the first picture to the first loud sample. */
async function firstClickSec(path: string): Promise<number> {
  const videoSec = Number.parseFloat(
    await ffprobe(path, '-select_streams', 'v', '-read_intervals', '%+#1', '-show_entries', 'packet=pts_time'),
  );
  const [sound] = (await probe(path)).audio;
  const audioSec = await audioStartSec(tools, await mediaInput(path), { ...sound!, packets: false, signal });
  const pcm = spawnSync(tools.ffmpegPath, ['-v', 'error', '-i', path, '-map', '0:a', '-f', 's16le', '-ac', '1', '-ar', '48000', '-'], {
    maxBuffer: 1e8,
  }).stdout;
  const samples = new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.length));
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return audioSec + samples.findIndex((sample) => Math.abs(sample) > 0.6 * loudest) / 48_000 - videoSec;
}

test('subtitles are taken along, changed into what the container knows, and moved with the in point', async () => {
  await writeFile(at('words.srt'), '1\n00:00:00,100 --> 00:00:00,300\nFirst\n\n2\n00:00:01,000 --> 00:00:01,500\nSecond\n');
  await makeClip(at('plain.mp4'), { frames: 50 });
  await ffmpeg('-i', at('plain.mp4'), '-i', at('words.srt'), '-map', '0', '-map', '1', '-c', 'copy', '-c:s', 'srt', at('titled.mkv'));
  const media = await probe(at('titled.mkv'));

  const whole = await rewrite(media, { outputPath: at('titled.mp4') });
  const cut = await rewrite(media, { range: { startFrame: 20, endFrame: 45 }, outputPath: at('titled-cut.mkv') });

  expect([whole.ok, cut.ok]).toEqual([true, true]);
  expect((await probe(at('titled.mp4'))).subtitles).toMatchObject([{ codec: 'mov_text' }]);
  const times = await ffprobe(at('titled-cut.mkv'), '-select_streams', 's', '-show_entries', 'packet=pts_time,duration_time');
  const first = Number.parseFloat(
    await ffprobe(at('titled-cut.mkv'), '-select_streams', 'v', '-read_intervals', '%+#1', '-show_entries', 'packet=pts_time'),
  );
  expect(Number.parseFloat(times) - first).toBeCloseTo(0.2, 2);
});

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;
test.skipIf(!canMount)('a full disk is told as one, and nothing is left (needs root for a tmpfs)', async () => {
  const media = await probe(await makeClip(at('noise.mp4'), { size: '160x120', frames: 25, video: ['-vf', 'noise=alls=60:allf=t'] }));
  const disk = at('small disk');
  await mkdir(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', disk]).status !== 0) return;
  try {
    for (const [codec, name] of [
      ['h264', 'out.mp4'],
      ['ffv1', 'out.mkv'],
      ['png', 'out'],
    ] as const) {
      await expect(rewrite(media, { output: { codec }, outputPath: join(disk, name) })).rejects.toMatchObject({ code: 'disk-full' });
      expect(await readdir(disk)).toEqual([]);
    }
  } finally {
    spawnSync('umount', [disk]);
  }
});

// Root may write anywhere but on a disk that is mounted for reading.
test('a folder that may not be written is told as such', async () => {
  const media = await probe(await makeClip(at('for-locked.mp4'), { frames: 2 }));
  const locked = at('locked');
  await mkdir(locked);
  const mounted = canMount && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100k,ro', 'tmpfs', locked]).status === 0;
  if (!mounted && process.getuid?.() === 0) return;
  if (!mounted) await chmod(locked, 0o500);
  try {
    await expect(rewrite(media, { outputPath: join(locked, 'out.mp4') })).rejects.toMatchObject({ code: 'no-permission' });
  } finally {
    if (mounted) spawnSync('umount', [locked]);
  }
});
