import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFrameBuffers } from '../../../native/media/frame-buffers.ts';
import { readFrames } from '../../../native/media/frame-reader.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { framesOf, probe, signal, tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

test('frames that are given back are read into again, and hold the same pictures', async () => {
  const media = await probe(await makeClip(join(folder.path, 'clip.mkv'), { frames: 12, sound: false }));
  const kept = (await framesOf(media)).map(({ data }) => data);

  const buffers = createFrameBuffers();
  const range = { startFrame: 0, endFrame: 12 };
  const [seen, used] = [[] as Uint8Array[], new Set<ArrayBuffer>()];
  for await (const { data } of readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal, buffers })) {
    seen.push(Uint8Array.from(data));
    used.add(data.buffer);
    buffers.giveBack(data.buffer);
  }

  expect(seen).toEqual(kept);
  expect(used.size).toBe(1);
});

test('a buffer serves frames of its own size only', () => {
  const buffers = createFrameBuffers();
  const [small, large] = [buffers.take(12), buffers.take(27)];
  buffers.giveBack(small.buffer);
  buffers.giveBack(large.buffer);

  const taken = [27, 27, 12].map((bytes) => buffers.take(bytes));

  expect(taken.map(({ length }) => length)).toEqual([27, 27, 12]);
  expect([taken[0]?.buffer === large.buffer, taken[1]?.buffer === large.buffer, taken[2]?.buffer === small.buffer]).toEqual([
    true,
    false,
    true,
  ]);
});
