import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeStill } from '../../../native/media/still.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { probe, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

test('a frame that is not there is refused', async () => {
  const media = await probe(await makeClip(at('two.mp4'), { frames: 2 }));

  await expect(writeStill(tools, { media, frame: 2, maxWidth: null, outputPath: at('no.png'), signal })).rejects.toMatchObject({
    code: 'bad-input',
  });
});
