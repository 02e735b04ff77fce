import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCaptionKeys } from '../../../electron/main/caption-keys.ts';
import type { CaptionKeys, Vault } from '../../../electron/main/caption-keys.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const key = 'sk-very-secret';
const origin = 'https://api.openai.com';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let path: string;
let closed: string | null = null;
/** As the system's: what it gives back is of no use without it. */
const vault: Vault = {
  reason: async () => closed,
  encrypt: async (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a)),
  decrypt: async (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString(),
};
let keys: CaptionKeys;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
beforeEach((context) => {
  closed = null;
  path = join(folder.path, context.task.id, 'caption-keys.json');
  keys = openCaptionKeys({ path, vault });
});

test('a key is kept sealed, for its origin and for no other, and can be forgotten', async () => {
  await keys.set(origin, key);
  await keys.set('http://nas:8000', 'other');

  expect(await Promise.all([keys.read(origin), keys.read('http://nas:8000'), keys.read('https://evil.example')])).toEqual([
    key,
    'other',
    null,
  ]);
  expect(await readFile(path, 'utf8')).not.toContain(key);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);

  keys.clear(origin);
  expect(await Promise.all([keys.read(origin), keys.read('http://nas:8000')])).toEqual([null, 'other']);
  expect(await keys.state(origin)).toEqual({ stored: false, storable: true, reason: null });
});

test('without a key store nothing is kept, and it says what to do instead', async () => {
  closed = 'No key store is running.';

  await expect(keys.set(origin, key)).rejects.toThrow(closed);
  expect(await keys.state(origin)).toEqual({ stored: false, storable: false, reason: closed });
  expect(await keys.read(origin)).toBeNull();
});

test('a damaged file holds no keys', async () => {
  await keys.set(origin, key);
  await writeFile(path, '{"version":1,"keys":{"https://api.openai.com":7');

  expect(await keys.read(origin)).toBeNull();
  await keys.set(origin, 'new');
  expect(await keys.read(origin)).toBe('new');
});
