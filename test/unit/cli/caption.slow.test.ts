import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCaptionServer } from '../../fixtures/caption-server.ts';
import type { CaptionServer } from '../../fixtures/caption-server.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';

const entry = fileURLToPath(new URL('../../../native/cli/interweave.ts', import.meta.url));
const key = 'sk-very-secret-key-0123456789';
let server: CaptionServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clip: string;
beforeAll(async () => {
  server = await startCaptionServer();
  folder = await temporaryFolder();
  clip = await makeClip(join(folder.path, 'clip.mp4'), { frames: 24 });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

function caption(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
  const places = { INTERWEAVE_CACHE: join(folder.path, 'cache'), INTERWEAVE_DATA: join(folder.path, 'data') };
  const env = { ...process.env, ...places, INTERWEAVE_CAPTION_KEY: key, INTERWEAVE_DEBUG: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, 'caption', clip, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test('describes a part of a clip with the endpoint and the key it is given', async () => {
  server.behave({ type: 'stream', words: ['A test ', 'picture.'] });
  const endpoint = ['--endpoint', server.baseUrl, '--model', 'see-1'];

  const { code, stdout } = await caption(...endpoint, '--from', '8f', '--to', '16f', '--frames', '2', '--json');

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ text: 'A test picture.', model: 'see-1', endpointHost: server.host, frames: [10, 14] });
  expect(server.requests.at(-1)).toMatchObject({ headers: { authorization: `Bearer ${key}` }, images: { length: 2 } });
});

test('sends nothing without an endpoint, and tells failures in one sentence without the key', async () => {
  const asked = server.requests.length;
  expect(await caption()).toMatchObject({ code: 2, stderr: expect.stringContaining('Captions are off') });
  expect(server.requests.length).toBe(asked);

  server.behave({ type: 'refuse', status: 401, body: { error: { message: `wrong key ${key}` } } });
  const { code, stdout, stderr } = await caption('--endpoint', server.baseUrl, '--model', 'see-2', '--json');

  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unauthorized' } });
  expect(stdout + stderr).not.toContain(key);
  for (const entry of await readdir(folder.path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) expect((await readFile(join(entry.parentPath, entry.name))).includes(key)).toBe(false);
  }
});
