import { afterEach, expect, test } from 'vitest';
import { AppError, MAX_MESSAGE_BYTES, RPC_VERSION } from '../../../native/contract/index.ts';
import type { EngineHandlers } from '../../../native/engine/engine-handlers.ts';
import type { EngineEventListener } from '../../../native/engine/event-bus.ts';
import type { serveEngine } from '../../../native/engine/rpc-server.ts';
import { answerTo, openRawWindow, openWindow } from './engine-fixture.ts';
import type { RawWindow } from './engine-fixture.ts';

type ServedEngine = Parameters<typeof serveEngine>[0];

/** An engine of a few methods: what is tested is the door, not the rooms behind it. */
function doorTo(handlers: Partial<EngineHandlers>): { engine: ServedEngine; emit: EngineEventListener; guestsLeft: unknown[] } {
  const listeners = new Set<EngineEventListener>();
  const guestsLeft: unknown[] = [];
  return {
    engine: {
      handlers: handlers as EngineHandlers,
      onEvent: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
      guestLeft: (guest) => guestsLeft.push(guest),
    },
    emit: (name, payload) => listeners.forEach((listener) => listener(name, payload)),
    guestsLeft,
  };
}

const windows: RawWindow[] = [];
afterEach(() => windows.splice(0).forEach((window) => window.port.close()));
function open(engine: ServedEngine): RawWindow {
  const window = openRawWindow(engine);
  windows.push(window);
  return window;
}
const noRecent: Partial<EngineHandlers> = { 'project.recent': async () => ({ projects: [] }) };
const recentCall = { kind: 'call', id: 99, method: 'project.recent', input: {} };
const recentAnswer = { kind: 'value', id: 99, value: { projects: [] } };

test('says hello first', async () => {
  const window = open(doorTo(noRecent).engine);
  await window.message(() => true);

  expect(window.received[0]).toEqual({ kind: 'hello', rpcVersion: RPC_VERSION });
});

test.each([
  { what: 'no shape at all', message: 'hello?', code: null },
  { what: 'another kind', message: { kind: 'shout', id: 4, method: 'x' }, code: 'bad-input' },
  { what: 'more than the shape', message: { kind: 'call', id: 4, method: 'project.recent', input: {}, extra: 1 }, code: 'bad-input' },
  { what: 'a number that is none', message: { kind: 'call', id: -1, method: 'project.recent', input: {} }, code: null },
  { what: 'an unknown method', message: { kind: 'call', id: 4, method: 'project.explode', input: {} }, code: 'unknown-method' },
  { what: 'a name of every object', message: { kind: 'call', id: 4, method: 'constructor', input: {} }, code: 'unknown-method' },
  { what: 'wrong input', message: { kind: 'call', id: 4, method: 'media.probe', input: { path: 7 } }, code: 'bad-input' },
  { what: 'input of bytes', message: { kind: 'call', id: 4, method: 'media.probe', input: new Uint8Array(9) }, code: 'too-large' },
  {
    what: 'input too large',
    message: { kind: 'call', id: 4, method: 'media.probe', input: { path: 'ä'.repeat(MAX_MESSAGE_BYTES / 2) } },
    code: 'too-large',
  },
])('$what is answered with an error where it can be, and the engine goes on', async ({ message, code }) => {
  const window = open(doorTo(noRecent).engine);

  window.port.post(message);
  window.port.post(recentCall);

  expect(await window.message(answerTo(99))).toEqual(recentAnswer);
  const error: unknown = window.received.find(answerTo(4));
  if (code === null) return expect(error).toBeUndefined();
  expect(error).toMatchObject({ kind: 'error', id: 4, error: { code } });
  expect(JSON.stringify(error)).not.toMatch(/\\n|at [A-Z]\w+ \(/);
});

test('wrong input is told in one line: where, and what', async () => {
  const window = open(doorTo({}).engine);

  window.port.post({ kind: 'call', id: 1, method: 'picture.still', input: { projectId: 'p', of: { type: 'asset', id: 'a' }, frame: -1 } });
  const answer = await window.message(answerTo(1));

  expect(answer).toMatchObject({ error: { code: 'bad-input', message: expect.stringMatching(/^picture\.still .*frame: .*maxWidth: /) } });
});

test('a number that is in use is refused, and the first call is answered', async () => {
  let release: () => void = () => undefined;
  const { engine } = doorTo({ 'project.recent': () => new Promise((resolve) => (release = () => resolve({ projects: [] }))) });
  const window = open(engine);

  window.port.post(recentCall);
  window.port.post(recentCall);
  const refused = await window.message(answerTo(99));
  release();

  expect(refused).toMatchObject({ kind: 'error', error: { code: 'bad-input' } });
  expect(await window.message((message) => answerTo(99)(message) && message !== refused)).toEqual(recentAnswer);
});

test('a fault of our own is told without its insides', async () => {
  const { engine } = doorTo({ 'project.recent': () => Promise.reject(new TypeError('secret.path is not a function')) });
  const window = open(engine);

  window.port.post(recentCall);
  const answer = await window.message(answerTo(99));

  expect(answer).toMatchObject({ error: { code: 'internal', message: expect.stringContaining('INTERWEAVE_DEBUG=1') } });
  expect(JSON.stringify(answer)).not.toMatch(/secret|TypeError/);
});

test('an answer that the contract does not allow is our own fault', async () => {
  const { engine } = doorTo({ 'project.recent': async () => ({ projects: [{ path: 'x' }] }) as never });

  await expect(openWindow(engine).call('project.recent', {})).rejects.toMatchObject({ code: 'internal' });
});

test('an answer too large for a message is refused, and so is an event', async () => {
  const projects = Array.from({ length: 400 }, () => ({
    path: 'p'.repeat(200),
    name: 'n',
    openedAt: new Date().toISOString(),
    exists: true,
    picture: null,
  }));
  const { engine, emit } = doorTo({ 'project.recent': async () => ({ projects }) });
  const window = open(engine);

  window.port.post(recentCall);
  emit('engine.warned', { message: 'm'.repeat(MAX_MESSAGE_BYTES) });
  emit('engine.warned', { message: 'short' });

  expect(await window.message(answerTo(99))).toMatchObject({ error: { code: 'too-large' } });
  await window.message((message) => JSON.stringify(message).includes('short'));
  expect(window.received.filter((message) => JSON.stringify(message).includes('engine.warned'))).toHaveLength(1);
});

test('a cancel aborts its call and no other', async () => {
  const seen: string[] = [];
  const { engine } = doorTo({
    'media.probe': ({ path }, { signal }) =>
      new Promise((_, reject) => {
        seen.push(path);
        signal.addEventListener('abort', () => reject(new Error('some fault of an aborted tool')));
      }),
  });
  const client = openWindow(engine);
  const abort = new AbortController();
  const first = client.call('media.probe', { path: '/a' }, { signal: abort.signal });
  const second = client.call('media.probe', { path: '/b' });
  second.catch(() => undefined);
  let secondEnded = false;
  void second.finally(() => (secondEnded = true)).catch(() => undefined);

  abort.abort();

  await expect(first).rejects.toMatchObject({ code: 'canceled' });
  expect(seen).toEqual(['/a', '/b']);
  expect(secondEnded).toBe(false);
  client.close();
  await expect(second).rejects.toBeInstanceOf(AppError);
});

test('a window that goes away aborts its calls and hears no more events', async () => {
  let aborted: () => void = () => undefined;
  const wasAborted = new Promise<void>((resolve) => (aborted = resolve));
  const { engine, guestsLeft } = doorTo({
    'media.probe': (_, { signal }) => new Promise(() => signal.addEventListener('abort', () => aborted())),
  });
  const window = open(engine);
  window.port.post({ kind: 'call', id: 1, method: 'media.probe', input: { path: '/a' } });
  await window.message(() => true);

  window.port.close();

  await wasAborted;
  expect(guestsLeft).toHaveLength(1);
});
