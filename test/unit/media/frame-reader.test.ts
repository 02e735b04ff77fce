import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeNumberedClip } from '../../fixtures/numbered-clips.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { numbersIn, probe } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

const x264 = ['-c:v', 'libx264', '-crf', '10'];

test('a varying frame rate changes nothing', async () => {
  const clip = { coding: [...x264, '-g', '15', '-bf', '2'], timing: 'N*100+40*mod(N,3)+N*N' };
  const media = await probe(await makeNumberedClip(at('vfr.mp4'), clip));

  expect(media.video).toMatchObject({ frameCount: 60, variableFrameRate: true });
  expect(await numbersIn(media, 40, 44)).toEqual([40, 41, 42, 43]);
});
