import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { askEndpoint } from '../../../native/captions/ask-endpoint.ts';
import type { CaptionQuestion } from '../../../native/captions/ask-endpoint.ts';
import { AppError, CaptionSettings } from '../../../native/contract/index.ts';
import { startCaptionServer } from '../../fixtures/caption-server.ts';
import type { CaptionManner, CaptionServer } from '../../fixtures/caption-server.ts';

const key = 'sk-very-secret-key-0123456789';
const frames = [new Uint8Array([255, 216, 1]), new Uint8Array([255, 216, 2])];
let server: CaptionServer;
beforeAll(async () => {
  server = await startCaptionServer();
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

function ask({
  settings = {},
  ...question
}: { settings?: Partial<CaptionSettings> } & Partial<Omit<CaptionQuestion, 'settings'>> = {}): Promise<string> {
  const { signal } = new AbortController();
  const whole = CaptionSettings.parse({ enabled: true, baseUrl: server.baseUrl, model: 'see-1', ...settings });
  return askEndpoint({ settings: whole, key, frames, signal, ...question });
}

async function refusal(question: Parameters<typeof ask>[0] = {}): Promise<AppError> {
  const error: unknown = await ask(question).then(
    (text) => new Error(`it answered: ${text}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

test('sends the frames with the words of the settings, and streams the answer', async () => {
  server.behave({ type: 'stream', words: ['"A wet ', 'street', ' at night."'], pauseMs: 130 });
  const heard: string[] = [];

  const text = await ask({ settings: { systemPrompt: 'Be short.' }, onText: (words) => heard.push(words) });

  expect(text).toBe('A wet street at night.');
  expect(heard.length).toBeGreaterThan(1);
  expect(heard.every((words) => words.startsWith('"A wet') || words.startsWith('A wet'))).toBe(true);
  const [request] = server.requests;
  expect(request).toMatchObject({ path: '/v1/chat/completions', model: 'see-1', stream: true, system: 'Be short.' });
  expect(request?.text).toBe('These are 2 frames of one shot, in order. Describe what it shows.');
  expect(request?.images.map((image) => [...image])).toEqual([
    [255, 216, 1],
    [255, 216, 2],
  ]);
  expect(request?.headers.authorization).toBe(`Bearer ${key}`);
});

test('says nothing about this machine, and nothing that environment variables of others ask for', async () => {
  server.behave({ type: 'whole', text: 'A dog.' });
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody-else');
  vi.stubEnv('OPENAI_ORG_ID', 'org-1');
  vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:1/v1');
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Secret: 42');
  try {
    await ask({ key: null });
  } finally {
    vi.unstubAllEnvs();
  }

  const { headers } = server.requests[0]!;
  const transport = ['host', 'connection', 'content-length', 'accept-encoding', 'accept-language', 'sec-fetch-mode', 'transfer-encoding'];
  expect(
    Object.keys(headers)
      .filter((name) => !transport.includes(name))
      .sort(),
  ).toEqual(['accept', 'content-type', 'user-agent']);
  expect(headers['user-agent']).toBe('Interweave');
});

test('an endpoint that knows no streams is understood', async () => {
  server.behave({ type: 'whole', text: '<think>it is a dog</think>**A dog** on grass.' });

  expect(await ask()).toBe('A dog on grass.');
});

const faults: readonly (readonly [name: string, manner: CaptionManner, code: string, words: RegExp])[] = [
  ['401', { type: 'refuse', status: 401 }, 'unauthorized', /does not accept the key. Enter it again/],
  ['429', { type: 'refuse', status: 429, headers: { 'retry-after': '7' } }, 'network', /asked too often.*Try again in 7 s/],
  [
    '429 for want of money',
    { type: 'refuse', status: 429, body: { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } } },
    'network',
    /no credit left/,
  ],
  [
    '500',
    { type: 'refuse', status: 500, body: { error: { message: 'out of VRAM' } } },
    'network',
    /failed \(500\). It says: "out of VRAM"/,
  ],
  [
    '404',
    { type: 'refuse', status: 404, body: { error: { message: 'model "see-1" not found' } } },
    'model-missing',
    /does not know the model "see-1"/,
  ],
  ['413', { type: 'refuse', status: 413 }, 'too-large', /fewer or smaller/],
  ['a redirect', { type: 'refuse', status: 307, headers: { location: 'http://127.0.0.1:1/v1' } }, 'network', /sends elsewhere/],
  [
    'a model without vision',
    { type: 'refuse', status: 400, body: { error: { message: 'Invalid content type. image_url is only supported by certain models.' } } },
    'model-failed',
    /see-1 at .* cannot look at pictures.*Choose a model with vision/,
  ],
  [
    'another refusal',
    { type: 'refuse', status: 400, body: { error: { message: 'bad temperature' } } },
    'model-failed',
    /refused.*bad temperature/,
  ],
  [
    'a body that is no JSON',
    { type: 'raw', contentType: 'application/json', text: '{"choices": [' },
    'model-failed',
    /it calls its answer JSON/,
  ],
  ['JSON of another kind', { type: 'raw', contentType: 'application/json', text: '{"hello": 1}' }, 'model-failed', /holds no message/],
  [
    'a web page',
    { type: 'raw', contentType: 'text/html', text: '<h1>Welcome</h1>' },
    'model-failed',
    /answers with text\/html.*ends with \/v1/,
  ],
  [
    'garbage in the stream',
    { type: 'raw', contentType: 'text/event-stream', text: 'data: {"choi\u0000\n\n' },
    'model-failed',
    /cannot be read/,
  ],
  [
    'a fault inside the stream',
    { type: 'raw', contentType: 'text/event-stream', text: 'data: {"error":{"message":"CUDA died"}}\n\n' },
    'model-failed',
    /broke off.*CUDA died/,
  ],
  ['an empty stream', { type: 'stream', words: [] }, 'model-failed', /answered without a word/],
  ['a stream of blanks', { type: 'stream', words: [' ', '\u200B', '\n'] }, 'model-failed', /answered without a word/],
  ['bytes without end', { type: 'endless', of: 'bytes' }, 'too-large', /more than any description/],
];

describe('every fault is told in words that say what to do, and never with the key', () => {
  test.each(faults)('%s', async (_name, manner, code, words) => {
    server.behave(manner);

    const error = await refusal();

    expect(error.code).toBe(code);
    expect(error.message).toMatch(words);
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain(key);
  });

  test('an endpoint that repeats the key', async () => {
    server.behave({ type: 'refuse', status: 401, body: { error: { message: `Incorrect API key provided: ${key}.\u001B[31m` } } });

    const error = await refusal();

    expect(error.message).toContain('Incorrect API key provided: (key)');
    expect(error.message).not.toContain('\u001B');
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain(key);
  });

  test('no key where one is wanted', async () => {
    server.behave({ type: 'refuse', status: 401 });

    expect((await refusal({ key: null })).message).toMatch(/wants a key. Give it one/);
  });

  test('nobody listens', async () => {
    const gone = await startCaptionServer();
    await gone.close();

    const error = await refusal({ settings: { baseUrl: gone.baseUrl } });

    expect(error.code).toBe('network');
    expect(error.message).toContain(`Nothing answers at ${gone.baseUrl} (ECONNREFUSED). Start the program that serves it`);
  });

  test('silence from the start, and silence after some words', async () => {
    for (const manner of [{ type: 'silent' }, { type: 'stuck', words: ['A '] }] as const) {
      server.behave(manner);

      expect(await refusal({ settings: { timeoutSec: 1 } })).toMatchObject({
        code: 'network',
        message: expect.stringMatching(/was silent for 1 s/),
      });
    }
  });

  test('a connection that ends in the middle of an answer', async () => {
    server.behave({ type: 'break-off', words: ['A street '] });

    expect((await refusal()).code).toMatch(/network|model-failed/);
  });
});

test('a slow stream is waited for as long as words keep coming', async () => {
  server.behave({ type: 'stream', words: ['A ', 'slow ', 'river', '.'], pauseMs: 600 });

  expect(await ask({ settings: { timeoutSec: 1 } })).toBe('A slow river.');
});

test('a model that never ends is stopped, and what it said is cut', async () => {
  const before = server.abandoned();
  server.behave({ type: 'endless', of: 'words' });

  const text = await ask();

  expect(text.length).toBeLessThanOrEqual(500);
  expect(text).toMatch(/^and on and on/);
  await vi.waitFor(() => expect(server.abandoned()).toBe(before + 1));
});

test('cancelling ends the request', async () => {
  const before = server.abandoned();
  server.behave({ type: 'stuck', words: ['A '] });
  const abort = new AbortController();
  const asked = refusal({ signal: abort.signal, onText: () => abort.abort(new AppError('canceled', 'Canceled.')) });

  expect((await asked).code).toBe('canceled');
  await vi.waitFor(() => expect(server.abandoned()).toBe(before + 1));
});

test('nothing is written to the console', async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
  vi.stubEnv('OPENAI_LOG', 'debug');
  try {
    for (const [, manner] of faults) {
      server.behave(manner);
      await refusal();
    }
  } finally {
    vi.unstubAllEnvs();
  }

  expect(spies.map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0, 0, 0]);
});
