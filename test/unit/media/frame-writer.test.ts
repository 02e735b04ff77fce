import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaInfo } from '../../../native/contract/index.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { probe, rewrite } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let small: Promise<MediaInfo>;
beforeAll(async () => {
  folder = await temporaryFolder();
  small = makeClip(at('small.mp4'), { frames: 2, sound: false }).then(probe);
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

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
