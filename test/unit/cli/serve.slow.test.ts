import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const entry = fileURLToPath(new URL('../../../native/cli/interweave.ts', import.meta.url));
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

function serve(...args: readonly string[]): { child: ReturnType<typeof spawn>; lines: AsyncIterator<string> } {
  const places = { INTERWEAVE_CACHE: `${folder.path}/cache`, INTERWEAVE_DATA: `${folder.path}/data` };
  const child = spawn(process.execPath, [entry, 'serve', ...args], {
    env: { ...process.env, ...places },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

test('serve prints where it is as one JSON line, serves with its token, and Ctrl-C ends it cleanly', async () => {
  const { child, lines } = serve('--port', '0', '--json', '--open', 'film 1.mp4');
  const first: unknown = JSON.parse(String((await lines.next()).value));
  const { url, wsUrl, token } = first as { url: string; wsUrl: string; token: string };

  const socket = new WebSocket(`${wsUrl}?token=${token}`);
  const [hello] = (await once(socket, 'message')) as [Buffer];
  const closed = once(socket, 'close');
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];

  expect(Object.keys(first as object)).toEqual(['url', 'wsUrl', 'token']);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}&open=%2F.*film%201\.mp4$/);
  expect(JSON.parse(hello.toString())).toMatchObject({ kind: 'hello' });
  expect(code).toBe(0);
  await closed;
});

test.each([
  { what: 'a port that is none', args: ['--port', 'http'], message: /--port/ },
  { what: 'a token that is too short', args: ['--token', 'abc'], message: /token/ },
  { what: 'an address that is not of this machine', args: ['--port', '0', '--host', '203.0.113.1'], message: /203\.0\.113\.1/ },
])('$what is refused', async ({ args, message }) => {
  const { child } = serve(...args);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));

  const [code] = (await once(child, 'close')) as [number | null];

  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a usual port that is taken is given way to, and said', async () => {
  const first = serve('--json');
  const firstUrl = (JSON.parse(String((await first.lines.next()).value)) as { url: string }).url;
  const second = serve('--json');
  const secondUrl = (JSON.parse(String((await second.lines.next()).value)) as { url: string }).url;

  expect(new URL(secondUrl).port).not.toBe(new URL(firstUrl).port);
  for (const { child } of [first, second]) {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
});
