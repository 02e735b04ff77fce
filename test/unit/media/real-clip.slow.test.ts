import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { howToGetPhotos, makeRealClip, realPhoto } from '../../fixtures/real-clip.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { probe, rewrite } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const photo = realPhoto();
test.skipIf(photo === null)(`a real clip comes through with everything it had (${photo?.credit ?? howToGetPhotos})`, async () => {
  const source = join(folder.path, 'real.mov');
  await makeRealClip(source, { photo: photo!, seconds: 2 });
  const media = await probe(source);

  const report = await rewrite(media, { range: { startFrame: 15, endFrame: 45 }, outputPath: join(folder.path, 'restored.mov') });

  expect(media).toMatchObject({
    startTimecode: '01:00:00;00',
    video: { frameCount: 60, color: { matrix: 'bt709' } },
    audio: [{ channels: 2 }],
  });
  expect(report.checks.filter(({ status }) => status === 'differs')).toEqual([]);
  const restored = await probe(join(folder.path, 'restored.mov'));
  expect(restored).toMatchObject({
    startTimecode: '01:00:00;15',
    video: { frameCount: 30, frameRate: { num: 30_000, den: 1001 }, color: { ...media.video.color, chromaLocation: 'left' } },
  });
});
