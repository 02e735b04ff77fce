import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeSample } from '../../../native/engine/sample-project.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { sampleClip } from '../jobs/queue-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test('the bundled clip is laid where a project can be kept beside it', async () => {
  const place = await placeSample({ sampleClip, dataDir: folder.path });

  expect(place).toEqual({
    clip: join(folder.path, 'sample/dandelion-meadow.mp4'),
    project: join(folder.path, 'sample/Sample.interweave'),
    projectExists: false,
  });
  expect(await readFile(place.clip)).toEqual(await readFile(sampleClip));
});

test('a copy that was cut short is made again; the project beside it stays', async () => {
  const { clip, project } = await placeSample({ sampleClip, dataDir: folder.path });
  await writeFile(clip, 'cut sh');
  await writeFile(project, 'work of an evening');

  const again = await placeSample({ sampleClip, dataDir: folder.path });

  expect(again.projectExists).toBe(true);
  expect(await readFile(clip)).toEqual(await readFile(sampleClip));
  expect(await readFile(project, 'utf8')).toBe('work of an evening');
});

test('an installation without the clip is told so, with the place', async () => {
  const missing = join(folder.path, 'gone.mp4');

  await expect(placeSample({ sampleClip: missing, dataDir: folder.path })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(missing) as string,
  });
});
