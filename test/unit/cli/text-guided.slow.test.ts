import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';

const execute = promisify(execFile);
const entry = join(import.meta.dirname, '../../../native/cli/interweave.ts');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

/** As on a fresh clone: folders of its own, nothing installed or fetched. */
async function restore(source: string, out: string, ...args: readonly string[]): Promise<unknown> {
  const places = { INTERWEAVE_CACHE: at('cache'), INTERWEAVE_DATA: at('data'), INTERWEAVE_WEIGHTS: at('weights') };
  const line = [entry, 'restore', source, '-o', out, '--model', 'interweave-nano', '--codec', 'ffv1', '--json', ...args];
  const { stdout } = await execute(process.execPath, line, { env: { ...process.env, ...places } });
  return JSON.parse(stdout.slice(stdout.trimEnd().lastIndexOf('\n') + 1)) as unknown;
}

/** Checksum of every frame's pixels. */
async function pixels(path: string): Promise<string> {
  const { stdout } = await execute('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:v', '-f', 'framemd5', '-']);
  return stdout;
}

/** In dB, of the result made as small as the source again. */
async function likeness(result: string, source: string): Promise<number> {
  const graph = '[0:v]scale=32:24:flags=area,format=yuv420p[small];[1:v]format=yuv420p[source];[small][source]psnr';
  const { stderr } = await execute('ffmpeg', ['-hide_banner', '-i', result, '-i', source, '-lavfi', graph, '-f', 'null', '-']);
  return Number(/average:([\d.]+)/.exec(stderr)?.[1]);
}

test('the model that Interweave brings restores by a prompt with nothing installed; it is the same picture, and the same bits again', async () => {
  const source = await makeClip(at('clip.mp4'), { frames: 9, size: '32x24' });

  const run = await restore(source, at('once.mkv'), '--prompt', 'a test card');
  await restore(source, at('again.mkv'), '--prompt', 'a test card', '--no-resume');

  expect(run).toMatchObject({ frameCount: 9, width: 128, height: 96, report: { ok: true } });
  expect(await likeness(at('once.mkv'), source)).toBeGreaterThan(18);
  expect(await pixels(at('again.mkv'))).toBe(await pixels(at('once.mkv')));
});

test('the words reach the pixels', async () => {
  const source = await makeClip(at('short.mp4'), { frames: 4, size: '32x32' });

  await restore(
    source,
    at('praised.mkv'),
    '--quality-words',
    'sharp, clear, high quality',
    '--negative',
    'blurry, noisy',
    '--guidance',
    '4',
  );
  await restore(
    source,
    at('blamed.mkv'),
    '--quality-words',
    'blurry, noisy',
    '--negative',
    'sharp, clear, high quality',
    '--guidance',
    '4',
  );

  expect(await pixels(at('praised.mkv'))).not.toBe(await pixels(at('blamed.mkv')));
});
