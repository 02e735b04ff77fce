import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createPictureCache } from '../../../native/engine/picture-cache.ts';
import type { PictureRequest } from '../../../native/engine/picture-cache.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const signal = new AbortController().signal;
const open = () => createPictureCache({ cacheDir: folder.path, made: () => undefined });

function request(identity: unknown, made: unknown[]): PictureRequest<{ width: number }> {
  return {
    kind: 'proxy',
    identity,
    facts: z.strictObject({ width: z.int() }),
    make: async (outputPath) => {
      made.push(identity);
      await writeFile(outputPath, 'moving pictures');
      return { width: 320 };
    },
  };
}

test('a picture is made once, and found again by another engine', async () => {
  const made: unknown[] = [];

  const first = await open().get(request({ frame: 1 }, made), { signal });
  const again = await open().get(request({ frame: 1 }, made), { signal });
  const other = await open().get(request({ frame: 2 }, made), { signal });

  expect(made).toEqual([{ frame: 1 }, { frame: 2 }]);
  expect(again).toEqual(first);
  expect(first).toMatchObject({ ref: { mimeType: 'video/mp4', sizeBytes: 15 }, facts: { width: 320 } });
  expect(other.ref.key).not.toBe(first.ref.key);
});

test('a picture whose file or facts are gone or damaged is made again', async () => {
  const made: unknown[] = [];
  const { ref } = await open().get(request('x', made), { signal });
  const path = open().file(ref.key) ?? '';

  await rm(path);
  await open().get(request('x', made), { signal });
  await writeFile(`${path}.json`, '{"width":');
  await open().get(request('x', made), { signal });

  expect(made).toEqual(['x', 'x', 'x']);
});

test('a picture that could not be made leaves no file, and can be asked for again', async () => {
  const cache = open();
  const failing = { ...request('x', []), make: () => Promise.reject(new Error('no such frame')) };

  await expect(cache.get(failing, { signal })).rejects.toThrow('no such frame');

  const names = await readdir(join(folder.path, 'pictures'), { recursive: true });
  expect(names.filter((name) => name.includes('.'))).toEqual([]);
  expect((await cache.get(request('x', []), { signal })).facts).toEqual({ width: 320 });
});

test.skipIf(process.platform === 'win32')('a key leads to pictures of the cache and nowhere else', async () => {
  const cache = open();
  const { ref } = await cache.get(request('x', []), { signal });
  await writeFile(join(folder.path, 'secret.png'), 'secret');
  await mkdir(join(folder.path, 'previews'));
  await writeFile(join(folder.path, 'previews/film.mp4'), 'secret');
  await symlink(join(folder.path, 'secret.png'), join(folder.path, 'pictures/link.png'));
  await symlink(folder.path, join(folder.path, 'pictures/out'));

  expect(cache.file(ref.key)).not.toBeNull();
  const keys = [
    '../secret.png',
    'pictures/../secret.png',
    'pictures/..%2fsecret.png',
    'secret.png',
    'previews/film.mp4',
    'pictures/link.png',
    'pictures/out/secret.png',
    'pictures',
    'pictures/',
    '/etc/passwd',
    'pictures//etc/passwd',
    'pictures/\0.png',
    'pictures\\..\\secret.png',
    '',
  ];
  expect(keys.filter((key) => cache.file(key) !== null)).toEqual([]);
  expect(existsSync(join(folder.path, 'secret.png'))).toBe(true);
});
