import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findFfmpeg } from '../../../native/media/ffmpeg-tools.ts';
import { fingerprintFile } from '../../../native/media/fingerprint.ts';
import { shiftTimecode } from '../../../native/media/timecode.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { tools } from './media-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder.remove();
});
const at = (name: string): string => join(folder.path, name);

test('a chosen ffmpeg is used, by its path or by its folder', async () => {
  await symlink(tools.ffmpegPath, at('ffmpeg'));
  await symlink(tools.ffprobePath, at('ffprobe'));

  const chosen = { ffmpegPath: at('ffmpeg'), ffprobePath: at('ffprobe'), version: tools.version, source: 'the settings' };
  expect(await findFfmpeg({ configuredPath: at('ffmpeg') })).toEqual(chosen);
  expect(await findFfmpeg({ configuredPath: folder.path })).toEqual(chosen);
});

test('a chosen ffmpeg that does not run is never quietly replaced', async () => {
  await writeFile(at('ffmpeg'), 'no program', { mode: 0o755 });

  await expect(findFfmpeg({ configuredPath: at('ffmpeg') })).rejects.toMatchObject({ code: 'ffmpeg-missing' });
});

test('an ffmpeg that is too old for us is passed over', async () => {
  const script = (version: string): string => `#!/bin/sh\necho "ffmpeg version ${version} Copyright"\n`;
  await writeFile(at('ffmpeg'), script('4.4.2-0ubuntu0.22.04.1'), { mode: 0o755 });
  await writeFile(at('ffprobe'), script('4.4.2-0ubuntu0.22.04.1'), { mode: 0o755 });
  await expect(findFfmpeg({ configuredPath: folder.path })).rejects.toMatchObject({ message: expect.stringContaining('5.1') as string });

  await writeFile(at('ffmpeg'), script('n7.1'), { mode: 0o755 });

  expect(await findFfmpeg({ configuredPath: folder.path })).toMatchObject({ version: 'n7.1' });
});

test('where there is none, the user is told how to get one', async () => {
  vi.stubEnv('PATH', folder.path);

  const found = await findFfmpeg({}).catch((error: unknown) => error);

  // Where the optional packages were downloaded, theirs is found instead.
  if (found instanceof Error)
    expect(found).toMatchObject({ code: 'ffmpeg-missing', message: expect.stringMatching(/[Ii]nstall/) as string });
  else expect(found).toMatchObject({ source: 'the npm packages' });
});

test('a fingerprint sees the size, the beginning and the end', async () => {
  const big = Buffer.alloc(3_000_000, 1);
  await writeFile(at('a'), big);
  await writeFile(at('same'), big);
  await writeFile(at('end'), Buffer.concat([big.subarray(1), Buffer.from([2])]));
  await writeFile(at('short'), 'abc');

  const [a, same, end, short] = await Promise.all(['a', 'same', 'end', 'short'].map((name) => fingerprintFile(at(name))));

  expect(same).toEqual(a);
  expect(end?.sha256).not.toBe(a?.sha256);
  // SHA-256 of "abc", FIPS 180-2.
  expect(short).toEqual({ sizeBytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' });
  await expect(fingerprintFile(at('gone'))).rejects.toMatchObject({ code: 'media-missing' });
});

test.each([
  ['00:00:00:00', 30, [25, 1], '00:00:01:05'],
  ['23:59:59:24', 1, [25, 1], '00:00:00:00'],
  ['00:00:59;29', 1, [30_000, 1001], '00:01:00;02'],
  ['00:09:59;29', 1, [30_000, 1001], '00:10:00;00'],
  ['00:00:00;00', 17_982, [30_000, 1001], '00:10:00;00'],
  ['01:00:59;59', 1, [60_000, 1001], '01:01:00;04'],
  ['10:00:00:00', 48, [24_000, 1001], '10:00:02:00'],
] as const)('%s, %i frames later at %j', (timecode, frames, [num, den], later) => {
  expect(shiftTimecode(timecode, frames, { num, den })).toBe(later);
});
