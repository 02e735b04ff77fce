import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeProxy } from '../../../../native/media/proxy.ts';
import { samplesOf } from '../../../../renderer/features/viewer/proxy-samples.ts';
import { makeClip, temporaryFolder } from '../../../fixtures/tiny-clips.ts';
import { probe, signal, tools } from '../../media/media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** Place and size of every packet of pictures, as ffprobe finds them. */
async function packetsOf(path: string): Promise<[number, number][]> {
  const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pos,size', '-of', 'csv=p=0', path];
  const { stdout } = await promisify(execFile)(tools.ffprobePath, args);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .map(([size = NaN, pos = NaN]) => [pos, size]);
}

test.each([
  ['with sound between the pictures', { frames: 130, sound: true }],
  ['without sound', { frames: 9, sound: false }],
])('the pictures of a proxy lie where its tables say, %s', async (_, clip) => {
  const source = join(folder.path, `source-${clip.frames}.mp4`);
  const outputPath = join(folder.path, `proxy-${clip.frames}.mp4`);
  await makeClip(source, clip);
  await writeProxy(tools, { media: await probe(source), maxHeight: 360, outputPath, signal });
  const packets = await packetsOf(outputPath);

  const samples = samplesOf(new Uint8Array(await readFile(outputPath)));

  expect([...samples.offsets].map((offset, index) => [offset, samples.sizes[index]])).toEqual(packets);
  expect(packets).toHaveLength(clip.frames);
  expect(samples).toMatchObject({ width: 64, height: 48 });
  expect(samples.codec).toMatch(/^avc1\.[0-9a-f]{6}$/);
  // Version 1 of the decoder's set-up, with the profile that the name says.
  expect([...samples.description.subarray(0, 2)]).toEqual([1, Number.parseInt(samples.codec.slice(5, 7), 16)]);
});

test('a file without pictures is refused', () => {
  expect(() => samplesOf(new Uint8Array(16))).toThrow(/no moov box/);
});
