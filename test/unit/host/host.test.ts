import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AppError, connectEngine, MAX_MESSAGE_BYTES } from '../../../native/contract/index.ts';
import type { EventPayload, RpcPort } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { startHost } from '../../../native/host/host.ts';
import type { Host } from '../../../native/host/host.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { answerTo, openTestEngine, rawWindow } from '../engine/engine-fixture.ts';

const token = 'a token for tests';
const key = 'pictures/aa/film.mp4';
const picture = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let host: Host;
beforeAll(async () => {
  folder = await temporaryFolder();
  engine = await openTestEngine(folder.path);
  await mkdir(at('cache/pictures/aa'), { recursive: true });
  await mkdir(at('window/assets'), { recursive: true });
  await writeFile(at('cache', key), picture);
  await writeFile(at('cache/secret.mp4'), 'secret');
  await writeFile(at('secret.txt'), 'secret');
  await symlink(at('secret.txt'), at('window/link.txt'));
  await writeFile(at('window/index.html'), '<!doctype html><title>Interweave</title>');
  await writeFile(at('window/assets/app-1234.js'), 'void 0;');
  host = await startHost({ engine, hostname: '127.0.0.1', port: 0, token, rendererDir: at('window') });
});
afterAll(async () => {
  await host.close();
  await engine.close();
  await folder.remove();
});
const at = (...names: string[]): string => join(folder.path, ...names);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
/** Sends the path as it is: `fetch` would tidy `..` away. */
async function ask(
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer> & { statusCode: number; headers: Answer['headers'] }];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}
const media = (path = key, given = token): string => `/media/${path}?token=${encodeURIComponent(given)}`;

const sockets: WebSocket[] = [];
afterEach(() => sockets.splice(0).forEach((socket) => socket.terminate()));
function connect({
  given = token,
  headers = {},
  path = '/engine',
}: { given?: string; headers?: Record<string, string>; path?: string } = {}): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}?token=${encodeURIComponent(given)}`, { headers });
  // Cut off in the middle of a refused upgrade, it says so.
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}
function portOf(socket: WebSocket): RpcPort {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString()))),
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.close(),
  };
}
/** The status with which an upgrade was refused. */
async function refusal(socket: WebSocket): Promise<number | undefined> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  return response.statusCode;
}
const infoCall = { kind: 'call', id: 99, method: 'engine.info', input: {} };

test('serves the built window with a strict policy and the right types', async () => {
  const page = await ask('/');
  const script = await ask('/assets/app-1234.js');

  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' } });
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';/);
  expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  expect(script).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
  expect((await ask('/', { method: 'HEAD' })).body).toHaveLength(0);
});

test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/link.txt', '/assets', '/nothing.js', '/%00', '/%zz'])(
  'nothing outside of the window is served: %s',
  async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404 });
  },
);

test.each(['//', 'http://[', '/media/%'])('an address that is none is refused, and the host goes on: %s', async (path) => {
  expect((await ask(path)).status).toBeGreaterThanOrEqual(400);
  expect(await ask('/')).toMatchObject({ status: 200 });
});

test('serves a picture whole and in parts', async () => {
  const whole = await ask(media());
  const part = await ask(media(), { headers: { Range: 'bytes=100-199' } });
  const end = await ask(media(), { headers: { Range: 'bytes=-5' } });
  const head = await ask(media(), { method: 'HEAD' });
  const beyond = await ask(media(), { headers: { Range: 'bytes=5000-' } });

  expect(whole).toMatchObject({ status: 200, body: picture, headers: { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' } });
  expect(part).toMatchObject({ status: 206, body: picture.subarray(100, 200), headers: { 'content-range': 'bytes 100-199/1000' } });
  expect(end.body).toEqual(picture.subarray(995));
  expect(head).toMatchObject({ status: 200, headers: { 'content-length': '1000' } });
  expect(head.body).toHaveLength(0);
  expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */1000' } });
});

test.each([
  '../secret.mp4',
  '..%2fsecret.mp4',
  'pictures/../../secret.txt',
  'secret.mp4',
  '%2e%2e/secret.mp4',
  'pictures/aa',
  'pictures/aa/none.png',
  '',
])('no media outside of the pictures of the cache: %s', async (path) => {
  expect(await ask(media(path))).toMatchObject({ status: 404 });
});

test.each([
  { what: 'without a token', path: `/media/${key}`, status: 401 },
  { what: 'with a wrong token', path: media(key, 'a token for tests?'), status: 401 },
  { what: 'under another name (DNS rebinding)', path: media(), headers: { Host: 'evil.example' }, status: 403 },
  { what: 'to write', path: media(), method: 'PUT', status: 405 },
])('media $what is refused', async ({ path, status, ...options }) => {
  const answer = await ask(path, options);

  expect(answer.status).toBe(status);
  expect(answer.body.toString()).toMatch(/^[A-Z][^\n]+\.\n$/);
});

test('the app window attached from elsewhere may read pictures, pages of other sites may not', async () => {
  const app = await ask(media(), { headers: { Origin: 'app://interweave' } });
  const other = await ask(media(), { headers: { Origin: 'https://evil.example' } });

  expect(app.headers['access-control-allow-origin']).toBe('app://interweave');
  expect(other.headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  { what: 'without a token', how: { given: '' }, status: 401 },
  { what: 'with a wrong token', how: { given: 'guess' }, status: 401 },
  { what: 'from a page of another site', how: { headers: { Origin: 'https://evil.example' } }, status: 403 },
  { what: 'from a sandboxed page', how: { headers: { Origin: 'null' } }, status: 403 },
  { what: 'under another name (DNS rebinding)', how: { headers: { Host: 'evil.example', Origin: 'http://evil.example' } }, status: 403 },
  { what: 'elsewhere than the engine', how: { path: '/other' }, status: 404 },
])('a socket $what is refused with $status', async ({ how, status }) => {
  expect(await refusal(connect(how))).toBe(status);
});

test.each([undefined, 'app://interweave', 'same'])('a socket from %s is let in', async (from) => {
  const origin = from === 'same' ? `http://127.0.0.1:${host.port}` : from;
  const client = connectEngine(portOf(await opened(connect({ headers: origin === undefined ? {} : { Origin: origin } }))));

  expect((await client.call('engine.info', {})).version).toBe('test');
});

test('a message with a wrong shape or an unknown method is answered, and the connection stays', async () => {
  const window = rawWindow(portOf(await opened(connect())));

  window.port.post({ nonsense: true });
  window.port.post({ kind: 'call', id: 1, method: 'media.probe', input: { path: 5 } });
  window.port.post({ kind: 'call', id: 2, method: 'no.such', input: {} });
  window.port.post({ kind: 'call', id: 3, method: 'media.probe', input: { path: `/${'x'.repeat(MAX_MESSAGE_BYTES)}` } });
  window.port.post(infoCall);

  expect(await window.message(answerTo(99))).toMatchObject({ kind: 'value' });
  expect(await window.message(answerTo(1))).toMatchObject({ error: { code: 'bad-input' } });
  expect(await window.message(answerTo(2))).toMatchObject({ error: { code: 'unknown-method' } });
  expect(await window.message(answerTo(3))).toMatchObject({ error: { code: 'too-large' } });
});

test.each([
  { what: 'text that is no JSON', data: '{"kind":', code: 1007 },
  { what: 'bytes', data: Buffer.from('{}'), code: 1007 },
  { what: 'a message of a megabyte', data: 'x'.repeat(2 ** 20), code: 1009 },
])('$what ends the connection and nothing else', async ({ data, code }) => {
  const socket = await opened(connect());
  const client = connectEngine(portOf(await opened(connect())));

  socket.send(data);

  expect((await once(socket, 'close'))[0]).toBe(code);
  expect((await client.call('engine.info', {})).version).toBe('test');
});

test('several windows at once see each other edits', async () => {
  const first = connectEngine(portOf(await opened(connect())));
  const second = connectEngine(portOf(await opened(connect())));
  const { id: projectId } = await first.call('project.create', { path: at('shared.interweave'), name: 'Shared' });
  await second.call('project.open', { path: at('shared.interweave') });
  const seen = new Promise<EventPayload<'project.changed'>>((resolve) => second.on('project.changed', resolve));

  await first.call('project.edit', { projectId, edit: { type: 'project.update', changes: { name: 'Renamed' } } });

  expect((await seen).diff.updated[0]?.[1]).toMatchObject({ name: 'Renamed' });
});

test('a port that is taken is told in words', async () => {
  const second = startHost({ engine, hostname: '127.0.0.1', port: host.port, token, rendererDir: at('window') });

  await expect(second).rejects.toBeInstanceOf(AppError);
  await expect(second).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(String(host.port)) });
});

async function opened(socket: WebSocket): Promise<WebSocket> {
  await once(socket, 'open');
  return socket;
}
