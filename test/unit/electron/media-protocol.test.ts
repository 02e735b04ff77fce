import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerMedia } from '../../../electron/main/media-protocol.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let cacheDir: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  cacheDir = join(folder.path, 'cache');
  await mkdir(join(cacheDir, 'pictures/ab'), { recursive: true });
  await mkdir(join(cacheDir, 'checkpoints'));
  await writeFile(join(cacheDir, 'pictures/ab/abc.mp4'), bytes);
  await writeFile(join(cacheDir, 'pictures/ab/abc.mp4.json'), '{}');
  await writeFile(join(cacheDir, 'pictures/empty.png'), '');
  await writeFile(join(cacheDir, 'checkpoints/frame.png'), 'not a picture of the cache');
  await writeFile(join(folder.path, 'secret.png'), 'secret');
  await symlink(join(folder.path, 'secret.png'), join(cacheDir, 'pictures/link.png'));
  await symlink(folder.path, join(cacheDir, 'pictures/out'));
});
afterAll(() => folder.remove());

const ask = (url: string, init?: RequestInit) => answerMedia(new Request(url, init), cacheDir);
const askRange = (range: string) => ask('media://cache/pictures/ab/abc.mp4', { headers: { range } });

describe('media protocol', () => {
  it('gives a whole file with its type', async () => {
    const response = await ask('media://cache/pictures/ab/abc.mp4');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    ['bytes=0-', 0, 999],
    ['bytes=100-199', 100, 199],
    ['bytes=990-5000', 990, 999],
  ])('gives the part %s', async (range, start, end) => {
    const response = await askRange(range);

    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/1000`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.slice(start, end + 1));
  });

  it('refuses a part behind the end', async () => {
    const response = await askRange('bytes=1000-');

    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */1000');
  });

  it.each(['bytes=0-1,5-6', 'lines=1-2', 'bytes=9-3'])('gives the whole file for a range it does not know (%s)', async (range) => {
    expect((await askRange(range)).status).toBe(200);
  });

  it('gives an empty file, and only the facts to HEAD', async () => {
    const empty = await ask('media://cache/pictures/empty.png');
    const head = await ask('media://cache/pictures/ab/abc.mp4', { method: 'HEAD' });

    expect([empty.status, await empty.text()]).toEqual([200, '']);
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['1000', '']);
  });

  it.each([
    ['what is not there', 'media://cache/pictures/ab/none.png'],
    ['a way up', 'media://cache/pictures/../../secret.png'],
    ['a way up in percent codes', 'media://cache/pictures/%2e%2e/%2e%2e/secret.png'],
    ['a way up in a percent-coded separator', 'media://cache/pictures%2f..%2f..%2fsecret.png'],
    ['a link that leads out', 'media://cache/pictures/link.png'],
    ['a folder behind a link that leads out', 'media://cache/pictures/out/secret.png'],
    ['another part of the cache', 'media://cache/checkpoints/frame.png'],
    ['what is kept beside a picture', 'media://cache/pictures/ab/abc.mp4.json'],
    ['a folder', 'media://cache/pictures/ab'],
    ['an absolute path', 'media://cache//etc/passwd'],
    ['another host', 'media://elsewhere/pictures/ab/abc.mp4'],
  ])('refuses %s', async (_, url) => {
    const response = await ask(url);

    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('is read only', async () => {
    expect((await ask('media://cache/pictures/ab/abc.mp4', { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});
