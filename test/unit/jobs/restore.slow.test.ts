import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutputSettings } from '../../../native/contract/index.ts';
import type { Job } from '../../../native/contract/index.ts';
import { ffmpeg, makeClip, temporaryFolder, turnClip } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel, openQueue, restoreJob, runToEnd } from './queue-fixture.ts';
import type { QueueFixture } from './queue-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let fixture: QueueFixture;
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
  fixture = openQueue(join(folder.path, 'cache'));
});
afterAll(async () => {
  await fixture.queue.close();
  await folder.remove();
});

const at = (name: string): string => join(folder.path, name);

/** Every kind of source goes through the whole restore and comes out with its facts kept. */
test.each([
  { name: 'one frame', frames: 1, make: { frames: 1 } },
  {
    name: 'an odd size',
    frames: 2,
    make: { frames: 2, size: '321x181', video: ['-pix_fmt', 'yuv444p'] },
    written: { width: 1284, height: 724 },
  },
  { name: 'four pixels wide', frames: 5, make: { frames: 5, size: '4x48' } },
  { name: 'ten bits and 4:2:2', frames: 4, make: { frames: 4, video: ['-pix_fmt', 'yuv422p10le'] } },
  { name: 'interlaced', frames: 6, make: { frames: 6, video: ['-flags', '+ildct+ilme', '-x264opts', 'tff=1', '-field_order', 'tt'] } },
  { name: 'anamorphic', frames: 4, make: { frames: 4, video: ['-vf', 'setsar=16/11'] } },
  { name: 'no sound', frames: 4, make: { frames: 4, sound: false } },
])('restores $name', async ({ name, frames, make, written = {} }) => {
  const source = await makeClip(at(`${name}.mkv`), make);

  const run = await runToEnd(fixture, restoreJob(source, at(`${name} x4.mkv`), { startFrame: 0, endFrame: frames }));

  expect(run.report.checks.filter((check) => check.status === 'differs')).toEqual([]);
  expect(run).toMatchObject({ frameCount: frames, report: { ok: true }, ...written });
});

test('restores a clip whose frame rate varies, timestamps kept', async () => {
  const source = at('vfr.mkv');
  const drop = "select='not(eq(n,2)+eq(n,3)+eq(n,7))'";
  await ffmpeg(
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=64x48:rate=25',
    '-vf',
    drop,
    '-fps_mode',
    'vfr',
    '-frames:v',
    '9',
    '-c:v',
    'libx264',
    source,
  );

  const run = await runToEnd(fixture, restoreJob(source, at('vfr x4.mkv'), { startFrame: 0, endFrame: 9 }));

  expect(run.report.checks.find((check) => check.name === 'timestamps')?.status).toBe('same');
  expect(run.report.ok).toBe(true);
});

test('restores a rotated phone clip, rotation kept', async () => {
  const upright = await makeClip(at('upright.mp4'), { frames: 4 });
  await turnClip(upright, at('rotated.mp4'), 90);

  const run = await runToEnd(fixture, restoreJob(at('rotated.mp4'), at('rotated x4.mp4'), { startFrame: 0, endFrame: 4 }));

  expect(run.report.checks.find((check) => check.name === 'rotation')).toMatchObject({ status: 'same', expected: '90°' });
  expect(run).toMatchObject({ width: 256, height: 192, report: { ok: true } });
});

test('the same frames give the same bits, at once or trimmed, in any codec', async () => {
  const source = await makeClip(at('bits.mp4'), { frames: 8 });
  const lossless = OutputSettings.parse({ codec: 'ffv1' });

  const once = await runToEnd(fixture, restoreJob(source, at('bits a.mp4'), { startFrame: 2, endFrame: 8 }));
  const again = await runToEnd(fixture, restoreJob(source, at('bits b.mkv'), { startFrame: 2, endFrame: 8 }, { output: lossless }));
  const shorter = await runToEnd(fixture, restoreJob(source, at('bits c.mp4'), { startFrame: 3, endFrame: 8 }));

  expect(again.framesSha256).toBe(once.framesSha256);
  expect(shorter.framesSha256).not.toBe(once.framesSha256);
});

test('an existing output is refused and left alone', async () => {
  const source = await makeClip(at('existing.mp4'), { frames: 2 });
  const output = await makeClip(at('precious.mp4'), { frames: 1 });

  const refused = runToEnd(fixture, restoreJob(source, output, { startFrame: 0, endFrame: 2 }));

  await expect(refused).rejects.toThrow(/^output-exists/);
  expect(existsSync(output)).toBe(true);
});

test('a range outside the clip is refused with what the clip has', async () => {
  const source = await makeClip(at('short.mp4'), { frames: 3 });

  const refused = runToEnd(fixture, restoreJob(source, at('short x4.mp4'), { startFrame: 0, endFrame: 30 }));

  await expect(refused).rejects.toThrow(/^bad-input: .*has 3 frames/);
});

test('a cancel in the middle stops the job and leaves nothing', async () => {
  const source = await makeClip(at('cancel.mp4'), { size: '320x180', frames: 40 });
  const { id } = await fixture.queue.add(restoreJob(source, at('cancel out/cancel.mp4'), { startFrame: 0, endFrame: 40 }));
  await fixture.progressed(id, ({ done }) => done >= 2);

  const { state } = await fixture.queue.cancel(id);

  expect(state).toBe('canceled');
  expect(existsSync(at('cancel out')) ? await readdir(at('cancel out')) : []).toEqual([]);
});

test('a paused job holds still and then goes on to the same bits', async () => {
  const source = await makeClip(at('pause.mp4'), { size: '160x120', frames: 24 });
  const straight = await runToEnd(fixture, restoreJob(source, at('straight.mp4'), { startFrame: 0, endFrame: 24 }));
  const { id } = await fixture.queue.add(restoreJob(source, at('paused.mp4'), { startFrame: 0, endFrame: 24 }));
  await fixture.progressed(id, ({ done }) => done >= 2);

  await fixture.queue.pause(id);
  // Frames that were in flight still arrive; how long that takes is the machine's matter.
  const doneAtRest = await settledProgress(id);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const doneLater = fixture.queue.get(id).progress?.done;
  await fixture.queue.resume(id);
  await fixture.queue.ended(id);

  expect(doneLater).toBe(doneAtRest);
  expect(doneAtRest).toBeLessThan(24);
  expect(fixture.queue.result(id)?.framesSha256).toBe(straight.framesSha256);
});

test('sessions are kept between jobs: the second starts faster, in the same process', async () => {
  const source = await makeClip(at('warm.mp4'), { frames: 2 });

  await runToEnd(fixture, restoreJob(source, at('warm a.mp4'), { startFrame: 0, endFrame: 2 }));
  const pid = fixture.queue.computePid('restores');
  await runToEnd(fixture, restoreJob(source, at('warm b.mp4'), { startFrame: 0, endFrame: 2 }));

  expect(fixture.queue.computePid('restores')).toBe(pid);
});

/** The frames done once that number has held still for three seconds. */
async function settledProgress(id: Job['id']): Promise<number | undefined> {
  for (let before = -1; ;) {
    const done = fixture.queue.get(id).progress?.done;
    if (done === before) return done;
    before = done ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
}
