import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cachedSceneCuts, detectSceneCuts } from '../../../native/media/scene-cuts.ts';
import { ffmpeg, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { framesOf, probe, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

const x264 = ['-c:v', 'libx264', '-crf', '20', '-pix_fmt', 'yuv420p', '-g', '19', '-bf', '2'];
const moving = ['testsrc2', 'mandelbrot', 'rgbtestsrc', 'smptehdbars', 'testsrc'];

/** Shots of moving and still pictures one after the other, with film grain. */
async function makeShots(
  name: string,
  lengths: readonly number[],
  { filter = 'null', output = x264 }: { filter?: string; output?: readonly string[] } = {},
): Promise<string> {
  const inputs = lengths.flatMap((frames, n) => [
    '-f',
    'lavfi',
    '-t',
    String(frames / 25),
    '-i',
    `${moving[n % moving.length] ?? ''}=size=96x64:rate=25`,
  ]);
  const same = lengths.map((_, n) => `[${n}]format=yuv444p,setsar=1[s${n}]`);
  const joined = `${lengths.map((_, n) => `[s${n}]`).join('')}concat=n=${lengths.length}:v=1,noise=alls=12:allf=t,${filter}`;
  await ffmpeg(...inputs, '-filter_complex', [...same, joined].join(';'), ...output, at(name));
  return at(name);
}

async function cutsIn(path: string): Promise<readonly number[]> {
  return detectSceneCuts(tools, await probe(path), { signal });
}

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

/** One picture, over which `filter` moves or which it changes. */
async function makeStill(name: string, frames: number, filter: string): Promise<string> {
  await ffmpeg('-f', 'lavfi', '-i', 'mandelbrot=size=480x320:rate=25:start_scale=0.5', '-frames:v', '1', at(`${name}.png`));
  await ffmpeg('-loop', '1', '-framerate', '25', '-i', at(`${name}.png`), '-vf', filter, '-frames:v', String(frames), ...x264, at(name));
  return at(name);
}

test('hard cuts are found to the frame', async () => {
  expect(await cutsIn(await makeShots('cuts.mp4', [20, 13, 30, 8, 9]))).toEqual([20, 33, 63, 71]);
});

test('cuts between dark pictures are found too', async () => {
  expect(await cutsIn(await makeShots('dark.mp4', [20, 13, 30], { filter: "lutyuv=y='16+(val-16)/5'" }))).toEqual([20, 33]);
});

test('a clip of one shot has no cuts, nor has one of a single frame', async () => {
  expect(await cutsIn(await makeShots('one.mp4', [30]))).toEqual([]);
  expect(await cutsIn(await makeShots('frame.mp4', [1]))).toEqual([]);
});

describe('what is no cut', () => {
  const view = 'crop=240:160';
  test.each([
    {
      what: 'flashes of one to three frames',
      filter: `${view}:0:0,geq=lum='lum(X,Y)+120*(eq(N,10)+between(N,25,26)+between(N,40,42))':cb='cb(X,Y)':cr='cr(X,Y)'`,
    },
    { what: 'a fade in and out', filter: `${view}:0:0,fade=in:0:12,fade=out:40:12` },
    { what: 'a whip pan', filter: `${view}:x='clip((n-20)*16\\,0\\,240)':y=80` },
    { what: 'a shaken camera', filter: `${view}:x='120+100*(random(1)-0.5)':y='80+60*(random(2)-0.5)'` },
  ])('$what', async ({ what, filter }) => {
    expect(await cutsIn(await makeStill(`${what}.mp4`, 60, filter))).toEqual([]);
  });
});

test('numbers are those of the frame reader, also when the rate varies', async () => {
  const clock = [
    '-fps_mode',
    'passthrough',
    '-enc_time_base',
    '1/1000',
    '-video_track_timescale',
    '1000',
    '-bsf:v',
    'setts=pts=PTS:dts=DTS:duration=40',
  ];
  const varying = { filter: "settb=1/1000,setpts='N*100+40*mod(N,3)+N*N'", output: [...clock, ...x264] };
  const media = await probe(await makeShots('vfr.mp4', [17, 12, 21], varying));

  const cuts = await detectSceneCuts(tools, media, { signal });

  expect(media.video).toMatchObject({ frameCount: 50, variableFrameRate: true });
  expect(cuts).toEqual([17, 29]);
  const frames = await framesOf(media, { startFrame: 27, endFrame: 31 });
  const difference = frames.slice(1).map(({ data }, n) => meanDifference(data, frames[n]!.data));
  expect(difference.indexOf(Math.max(...difference))).toBe(1);
});

test('progress ends at 1, and an abort ends the search with its reason', async () => {
  const media = await probe(await makeShots('abort.mp4', [20, 20]));
  const seen: number[] = [];
  const abort = new AbortController();

  await detectSceneCuts(tools, media, { signal, progress: (fraction) => seen.push(fraction) });
  const aborted = detectSceneCuts(tools, media, { signal: abort.signal, progress: () => abort.abort(new Error('enough')) });

  expect(seen.at(-1)).toBe(1);
  await expect(aborted).rejects.toThrow('enough');
});

describe('the cache', () => {
  test('answers without decoding, and a damaged entry is made anew', async () => {
    const media = await probe(await makeShots('kept.mp4', [20, 20]));
    const { sha256 } = await import('../../../native/media/fingerprint.ts').then(({ fingerprintFile }) => fingerprintFile(media.path));
    const entry = at(`cache/scene-cuts/${sha256}.json`);
    const noTools = { ...tools, ffmpegPath: '/nowhere/ffmpeg' };
    const options = { cacheDir: at('cache'), signal };

    expect(await cachedSceneCuts(tools, media, options)).toEqual([20]);
    expect(await cachedSceneCuts(noTools, media, options)).toEqual([20]);
    for (const damage of [
      '{"version":1,"cuts":[7',
      JSON.stringify({ ...(JSON.parse(await readFile(entry, 'utf8')) as object), cuts: ['7'] }),
    ]) {
      await writeFile(entry, damage);
      await expect(cachedSceneCuts(noTools, media, options)).rejects.toMatchObject({ code: 'ffmpeg-missing' });
      expect(await cachedSceneCuts(tools, media, options)).toEqual([20]);
    }
  });

  test('an entry of another clip is not used', async () => {
    const media = await probe(await makeShots('other.mp4', [20, 20]));
    const options = { cacheDir: at('cache'), signal };
    await cachedSceneCuts(tools, media, options);

    const longer = { ...media, video: { ...media.video, frameCount: 41 } };

    await expect(cachedSceneCuts({ ...tools, ffmpegPath: '/nowhere/ffmpeg' }, longer, options)).rejects.toMatchObject({
      code: 'ffmpeg-missing',
    });
  });
});

test('of a clip that gives fewer frames than it says, the others keep their numbers', async () => {
  const media = await probe(await makeShots('fewer.mp4', [20, 13, 30]));
  const { timeBase, frameRate, startPts } = media.video;
  const step = (timeBase.den * frameRate.den) / (timeBase.num * frameRate.num);

  // As if five frames at the beginning were damaged.
  const damaged = { ...media, video: { ...media.video, frameCount: 68, startPts: startPts - 5 * step } };

  expect(await detectSceneCuts(tools, damaged, { signal })).toEqual([25, 38]);
});
