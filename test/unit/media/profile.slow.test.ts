import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaInfo, ScanLine } from '../../../native/contract/index.ts';
import type { Frame } from '../../../native/media/frame.ts';
import { writeProfile } from '../../../native/media/profile.ts';
import type { ProfileLane, ProfileMark } from '../../../native/media/profile.ts';
import { writeStill } from '../../../native/media/still.ts';
import { ffmpeg, temporaryFolder, turnClip } from '../../fixtures/tiny-clips.ts';
import { framesOf, probe, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

/** What the pixel (x, y) of frame n is in the clips made here. */
const pixelOf = (x: number, y: number, n: number): number[] => [(x * 7 + n) % 256, (y * 9) % 256, (n * 5 + x * y) % 256];

/** Lossless, so that every value is known. */
async function makeKnownClip(name: string, { size, frames, filters = [] }: { size: string; frames: number; filters?: readonly string[] }) {
  const known = "format=gbrp,geq=r='mod(X*7+N,256)':g='mod(Y*9,256)':b='mod(N*5+X*Y,256)'";
  const vfr = filters.some((filter) => filter.startsWith('setpts')) ? ['-fps_mode', 'passthrough', '-enc_time_base', '1/1000'] : [];
  const coding = [...vfr, '-c:v', 'png', '-pix_fmt', 'rgb24'];
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    `nullsrc=size=${size}:rate=10`,
    '-frames:v',
    String(frames),
    '-vf',
    [known, ...filters].join(','),
    ...coding,
    at(name),
  );
  return probe(at(name));
}

const lane = (media: MediaInfo, startFrame = 0, endFrame = media.video.frameCount, column = 0): ProfileLane => ({
  media,
  range: { startFrame, endFrame },
  column,
});

async function profileOf(lanes: readonly ProfileLane[], line: ScanLine): Promise<Frame> {
  const outputPath = at('profile.png');
  const size = await writeProfile(tools, { lanes, line, outputPath, signal });
  const [picture] = await framesOf(await probe(outputPath));
  expect([picture!.width, picture!.height]).toEqual([size.width, size.height]);
  return picture!;
}

const rgbAt = ({ width, data }: Frame, x: number, y: number): number[] => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
const pixelsOf = (picture: Frame, from = 0): number[][] =>
  Array.from({ length: picture.height - from }, (_, y) =>
    Array.from({ length: picture.width }, (_, x) => rgbAt(picture, x, y + from)),
  ).flat();

const expected = (width: number, height: number, at: (column: number, row: number) => number[]): number[][] =>
  Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, column) => at(column, row))).flat();

test('a row over time is that row of every frame, one frame a column, also of an odd size', async () => {
  const media = await makeKnownClip('odd.mov', { size: '33x25', frames: 12 });

  const picture = await profileOf([lane(media, 3, 11)], { axis: 'row', position: 8.5 / 25 });

  expect(pixelsOf(picture)).toEqual(expected(8, 33, (column, row) => pixelOf(row, 8, column + 3)));
});

test('a column over time is that column of every frame, with a rate that varies', async () => {
  const media = await makeKnownClip('vfr.mov', { size: '32x24', frames: 30, filters: ['settb=1/1000', "setpts='N*100+40*mod(N,3)+N*N'"] });
  expect(media.video.variableFrameRate).toBe(true);

  const picture = await profileOf([lane(media, 10, 30)], { axis: 'column', position: 31.5 / 32 });

  expect(pixelsOf(picture)).toEqual(expected(20, 24, (column, row) => pixelOf(31, row, column + 10)));
});

test('a turned clip is looked at as it is seen: its row is a stored column', async () => {
  const straight = await makeKnownClip('straight.mov', { size: '32x24', frames: 6 });
  await turnClip(straight.path, at('turned.mov'), 90);
  const media = await probe(at('turned.mov'));
  expect([media.video.displayWidth, media.video.displayHeight]).toEqual([24, 32]);

  const picture = await profileOf([lane(media)], { axis: 'row', position: 5.5 / 32 });

  // Turned clockwise, the bottom of stored column 5 comes to the left of row 5.
  expect(pixelsOf(picture)).toEqual(expected(6, 24, (column, row) => pixelOf(5, 23 - row, column)));
});

test('of pixels that are not square the line is the one of the stills', async () => {
  const media = await makeKnownClip('wide.mov', { size: '32x24', frames: 4, filters: ['setsar=4/3'] });
  const { displayWidth, displayHeight } = media.video;
  expect(displayWidth).toBeGreaterThan(32);

  const picture = await profileOf([lane(media)], { axis: 'row', position: 0.5 });

  await writeStill(tools, { media, frame: 2, maxWidth: null, outputPath: at('still.png'), signal });
  const [still] = await framesOf(await probe(at('still.png')));
  const y = displayHeight / 2;
  expect(Array.from({ length: picture.height }, (_, row) => rgbAt(picture, 2, row))).toEqual(
    Array.from({ length: displayWidth }, (_, x) => rgbAt(still!, x, y)),
  );
});

test('lanes lie on one time axis, the smaller picture enlarged to the larger', async () => {
  const source = await makeKnownClip('source.mov', { size: '8x6', frames: 10 });
  const result = await makeKnownClip('result.mov', { size: '32x24', frames: 4 });

  const picture = await profileOf([lane(source, 2, 10), lane(result, 0, 4, 3)], { axis: 'row', position: 2.5 / 6 });

  expect([picture.width, picture.height]).toEqual([8, 32 + 8 + 32]);
  expect(pixelsOf(picture).slice(0, 8 * 32)).toEqual(expected(8, 32, (column, row) => pixelOf(Math.floor(row / 4), 2, column + 2)));
  const empty = [7, 8, 10];
  expect(pixelsOf(picture, 32)).toEqual(
    expected(8, 40, (column, row) => (row < 8 || column < 3 || column >= 7 ? empty : pixelOf(row - 8, 10, column - 3))),
  );
});

test('marks lie above their lane and leave its pixels as they are', async () => {
  const media = await makeKnownClip('marked.mov', { size: '8x6', frames: 6 });
  const [cyan, yellow, empty] = [
    [70, 194, 214],
    [242, 201, 76],
    [7, 8, 10],
  ] as const;
  const marks: ProfileMark[] = [
    { column: 1, columns: 2, row: 'lower', rgb: cyan },
    { column: 4, columns: 1, row: 'both', rgb: yellow },
  ];

  const picture = await profileOf([{ ...lane(media), marks }, lane(media)], { axis: 'row', position: 2.5 / 6 });

  expect([picture.width, picture.height]).toEqual([6, 8 + 8 + 8 + 8]);
  const columns = (row: number) => Array.from({ length: 6 }, (_, column) => rgbAt(picture, column, row));
  expect(columns(0)).toEqual([empty, empty, empty, empty, yellow, empty]);
  expect(columns(4)).toEqual([empty, cyan, cyan, empty, yellow, empty]);
  expect(columns(7)).toEqual(Array.from({ length: 6 }, () => empty));
  expect(pixelsOf(picture, 8).slice(0, 6 * 8)).toEqual(expected(6, 8, (column, row) => pixelOf(row, 2, column)));
});

test('ten thousand frames take no more memory than a few', async () => {
  const width = 1280;
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '250'];
  await ffmpeg('-f', 'lavfi', '-i', `testsrc2=size=${width}x16:rate=100`, '-frames:v', '10000', ...coding, at('long.mp4'));
  const media = await probe(at('long.mp4'));
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => (collect(), process.memoryUsage().arrayBuffers);
  const before = held();
  let most = 0;
  let told = 0;

  const size = await writeProfile(tools, {
    ...{ lanes: [lane(media)], line: { axis: 'row', position: 0.5 }, outputPath: at('long.png'), signal },
    progress: () => {
      told += 1;
      if (told % 1000 === 0) most = Math.max(most, held() - before);
    },
  });

  expect(size).toEqual({ width: 10_000, height: width });
  expect(told).toBe(10_000);
  // The picture itself is 38 MB; a block of 256 columns 1 MB, a band of rows 4 MB.
  expect(most).toBeLessThan(10e6);
  const png = await readFile(at('long.png'));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([10_000, width]);
});

test('a profile that is given up leaves nothing behind, and frames that are not there are refused', async () => {
  const media = await makeKnownClip('given-up.mov', { size: '32x24', frames: 40 });
  const abort = new AbortController();
  const outputPath = at('never.png');
  const line: ScanLine = { axis: 'row', position: 0 };

  const making = writeProfile(tools, {
    ...{ lanes: [lane(media)], line, outputPath, signal: abort.signal },
    progress: (done) => (done > 0.2 ? abort.abort(new Error('enough')) : undefined),
  });

  await expect(making).rejects.toThrow('enough');
  expect((await readdir(folder.path)).filter((name) => name.startsWith('never'))).toEqual([]);
  await expect(writeProfile(tools, { lanes: [lane(media, 0, 41)], line, outputPath, signal })).rejects.toMatchObject({ code: 'bad-input' });
});
