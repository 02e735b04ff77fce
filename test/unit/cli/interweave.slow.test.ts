import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel } from '../jobs/queue-fixture.ts';
import { startCli } from './spawned-cli.ts';
import type { Ended, SpawnedCli } from './spawned-cli.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
});
afterAll(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

const start = (...args: readonly string[]): SpawnedCli => startCli(folder.path, args);
const interweave = (...args: readonly string[]): Promise<Ended> => start(...args).ended;

test('restore writes the clip, says so in one JSON object, and shows progress on stderr only', async () => {
  const source = await makeClip(at('clip.mp4'), { frames: 12 });

  const { code, json, stdout, stderr } = await interweave(
    'restore',
    source,
    '-o',
    at('clip x4.mp4'),
    '--from',
    '2f',
    '--to',
    '0.4s',
    '--json',
  );

  expect(code).toBe(0);
  expect(json()).toMatchObject({ outputPath: at('clip x4.mp4'), frameCount: 8, width: 256, height: 192, report: { ok: true } });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/ % {2}/);
  expect(existsSync(at('clip x4.mp4'))).toBe(true);
});

test('probe prints what is in a file', async () => {
  const source = await makeClip(at('probe.mp4'), { frames: 7 });

  const { code, json } = await interweave('probe', source, '--json');

  expect(code).toBe(0);
  expect(json()).toMatchObject({ video: { width: 64, height: 48, frameCount: 7 }, audio: [{ codec: 'aac' }] });
});

test('profile draws a row of a range of frames, and refuses a row that is not there', async () => {
  const source = await makeClip(at('profiled.mp4'), { frames: 12 });
  const profile = (...args: readonly string[]): Promise<Ended> => interweave('profile', source, '-o', at('row.png'), '--json', ...args);

  const drawn = await profile('--row', '20', '--from', '2f', '--to', '10f');
  const again = await profile('--row', '20');
  const outside = await profile('--row', '48', '--overwrite');
  const both = await profile('--row', '4', '--column', '4', '--overwrite');

  expect(drawn.json()).toEqual({
    ...{ path: at('row.png'), axis: 'row', position: 20, startFrame: 2, endFrame: 10, width: 8, height: 64 },
  });
  expect(drawn.stderr).toMatch(/Reading frame \d+ of 8/);
  expect([drawn.code, again.code, outside.code, both.code]).toEqual([0, 2, 2, 2]);
  expect(again.json()).toMatchObject({ error: { code: 'output-exists' } });
  expect(outside.stderr).toContain('48 rows');
});

test('devices tells every provider, usable or why not', async () => {
  const { code, json } = await interweave('devices', '--json');
  const { devices } = json() as { devices: { provider: string; usable: boolean; reason: string | null }[] };

  expect(code).toBe(0);
  expect(devices.find((device) => device.provider === 'cpu')?.usable).toBe(true);
  for (const device of devices) if (!device.usable) expect(device.reason).toMatch(/\w+ \w+/);
});

test.each([
  { what: 'an unknown option', args: ['restore', 'a.mp4', '-o', 'b.mp4', '--frobnicate'], code: 2, error: 'bad-input' },
  { what: 'a missing output', args: ['restore', 'a.mp4'], code: 2, error: 'bad-input' },
  { what: 'a missing file', args: ['restore', '/nowhere/a.mp4', '-o', 'b.mp4'], code: 3, error: 'media-missing' },
  { what: 'something that is no video', args: ['probe', 'TEXT'], code: 3, error: 'media-unreadable' },
  { what: 'an unknown model', args: ['restore', 'CLIP', '-o', 'b.mp4', '--model', 'nonesuch'], code: 4, error: 'model-missing' },
  { what: 'a time that is none', args: ['restore', 'CLIP', '-o', 'b.mp4', '--from', 'soon'], code: 2, error: 'bad-input' },
  { what: 'an empty range', args: ['restore', 'CLIP', '-o', 'b.mp4', '--from', '5f', '--to', '5f'], code: 2, error: 'bad-input' },
  { what: 'a project that is none', args: ['project', 'info', 'TEXT'], code: 6, error: 'project-corrupt' },
])('$what: exit code $code, one JSON error, no stack trace', async ({ args, code, error }) => {
  await writeFile(at('text.mp4'), 'not a film');
  const clip = await makeClip(at('errors.mp4'), { frames: 10 });
  const real = args.map((arg) => (arg === 'TEXT' ? at('text.mp4') : arg === 'CLIP' ? clip : arg === 'b.mp4' ? at('b.mp4') : arg));

  const ended = await interweave(...real, '--json');

  expect({ code: ended.code, json: ended.json() }).toMatchObject({ code, json: { error: { code: error } } });
  expect(ended.stderr + ended.stdout).not.toMatch(/^\s+at /m);
  expect(existsSync(at('b.mp4'))).toBe(false);
});

test('Ctrl-C cancels: exit code 130, nothing written, no process left', async () => {
  const source = await makeClip(at('long.mp4'), { frames: 60, size: '160x120' });
  const { child, ended } = start('restore', source, '-o', at('long x4.mp4'), '--json');
  await new Promise<void>((resolve) =>
    child.stderr.on('data', (chunk: Buffer) => (/Restoring frame/.test(chunk.toString()) ? resolve() : undefined)),
  );

  child.kill('SIGINT');
  const { code, json } = await ended;

  expect(code).toBe(130);
  expect(json()).toMatchObject({ error: { code: 'canceled' } });
  expect((await readdir(folder.path)).filter((name) => name.startsWith('long x4'))).toEqual([]);
});

test('killed outright, it leaves no file under the name of the output, and its compute process ends', async () => {
  const source = await makeClip(at('killed.mp4'), { frames: 60, size: '160x120' });
  const { child, ended } = start('restore', source, '-o', at('killed x4.mp4'));
  await new Promise<void>((resolve) =>
    child.stderr.on('data', (chunk: Buffer) => (/Restoring frame/.test(chunk.toString()) ? resolve() : undefined)),
  );

  child.kill('SIGKILL');
  await ended;
  await new Promise((resolve) => setTimeout(resolve, 3000));

  expect((await readdir(folder.path)).filter((name) => name.startsWith('killed x4'))).toEqual([]);
});
