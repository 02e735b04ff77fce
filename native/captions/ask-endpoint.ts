import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { AppError, endpointHost } from '../contract/index.ts';
import type { CaptionSettings } from '../contract/index.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { cleanCaption } from './clean-caption.ts';
import { endpointError, noWords, notTheProtocol, silentError } from './endpoint-error.ts';
import type { Asked } from './endpoint-error.ts';

/** What was said, thinking included; a model that goes on longer is stopped. */
const MAX_SAID_CHARS = 64_000;
/** Said beyond this is cut off anyway. */
const ENOUGH_CHARS = 2000;
/** The answer is cleaned and told at most this often. */
const TELL_MS = 100;
/** The whole answer may take so many times what a silence may. */
const WHOLE_ANSWER = 5;

export interface CaptionQuestion {
  readonly settings: CaptionSettings;
  readonly key: string | null;
  /** JPEG, in the order of time. */
  readonly frames: readonly Uint8Array[];
  /** Told the answer so far, cleaned, at most ten times a second. */
  readonly onText?: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Asks an endpoint what is seen on frames of one shot; answers a text for a prompt. Throws EndpointError in words for people. */
export async function askEndpoint({ settings, key, frames, onText, signal }: CaptionQuestion): Promise<string> {
  signal.throwIfAborted();
  const { baseUrl, model, timeoutSec } = settings;
  const host = endpointHost(baseUrl);
  const asked: Asked = { host, baseUrl, model, key, timeoutSec };
  if (model === '') throw new AppError('bad-input', 'No model is chosen. Name one in the caption settings.');
  const watch = watchSilence(timeoutSec * 1000);
  try {
    const { data: events, response } = await client(asked)
      .chat.completions.create(
        { model, messages: messagesOf(settings, frames), stream: true },
        { signal: AbortSignal.any([signal, watch.signal]) },
      )
      .withResponse();
    watch.heard();
    const type = response.headers.get('content-type') ?? '';
    if (/json/i.test(type)) return finished(wholeAnswer(await response.text(), asked), asked);
    if (!/event-stream/i.test(type)) throw notTheProtocol(asked, `it answers with ${type === '' ? 'nothing known' : type.slice(0, 60)}`);
    let said = '';
    let toldMs = Number.NEGATIVE_INFINITY;
    for await (const event of events) {
      watch.heard();
      const piece = StreamPiece.safeParse(event).data?.choices[0]?.delta?.content ?? '';
      if (piece === '') continue;
      said += piece;
      if (performance.now() - toldMs < TELL_MS) continue;
      toldMs = performance.now();
      const text = cleanCaption(said);
      onText?.(text);
      if (said.length > MAX_SAID_CHARS || (text !== '' && said.length > ENOUGH_CHARS && !isThinking(said))) break;
    }
    // The client ends a stream that was aborted without a word.
    signal.throwIfAborted();
    if (watch.signal.aborted) throw silentError(asked);
    return finished(said, asked);
  } catch (error) {
    signal.throwIfAborted();
    throw watch.signal.aborted ? silentError(asked) : endpointError(error, asked);
  } finally {
    watch.end();
  }
}

const StreamPiece = z.looseObject({
  choices: z.array(z.looseObject({ delta: z.looseObject({ content: z.string().nullish() }).nullish() })),
});
const WholeAnswer = z.looseObject({ choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }) })).min(1) });

/** Everything is said here, so that no environment variable of the client's says something else. */
function client({ baseUrl, key, timeoutSec, host }: Asked): OpenAI {
  return new OpenAI({
    baseURL: baseUrl.trim().replace(/\/+$/, ''),
    apiKey: key ?? 'none',
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    defaultHeaders: key === null ? { Authorization: null } : {},
    timeout: timeoutSec * 1000,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch(host),
  });
}

function messagesOf({ systemPrompt }: CaptionSettings, frames: readonly Uint8Array[]): ChatCompletionMessageParam[] {
  const pictures = frames.map((jpeg) => ({
    type: 'image_url' as const,
    image_url: { url: `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}` },
  }));
  const user: ChatCompletionMessageParam = { role: 'user', content: [{ type: 'text', text: questionFor(frames.length) }, ...pictures] };
  return systemPrompt.trim() === '' ? [user] : [{ role: 'system', content: systemPrompt }, user];
}

export function questionFor(frames: number): string {
  return frames === 1
    ? 'Describe what this frame of a film shows.'
    : `These are ${frames} frames of one shot, in order. Describe what it shows.`;
}

/** Some endpoints know no streams and answer at once. */
function wholeAnswer(text: string, asked: Asked): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notTheProtocol(asked, 'it calls its answer JSON, and it is not');
  }
  const parsed = WholeAnswer.safeParse(json);
  if (!parsed.success) throw notTheProtocol(asked, 'its answer holds no message');
  return parsed.data.choices[0]?.message.content ?? '';
}

function finished(said: string, asked: Asked): string {
  const text = cleanCaption(said);
  if (text === '') throw noWords(asked);
  return text;
}

function isThinking(said: string): boolean {
  return /<think(ing)?>/i.test(said) && said.length - said.lastIndexOf('</think') < ENOUGH_CHARS;
}

/** Aborts when nothing was heard for a while, or when it all takes many times as long. */
function watchSilence(limitMs: number) {
  const silence = new AbortController();
  const stop = (): void => silence.abort();
  let timer = setTimeout(stop, limitMs);
  const whole = setTimeout(stop, limitMs * WHOLE_ANSWER);
  return {
    signal: silence.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(stop, limitMs);
    },
    end: () => {
      clearTimeout(timer);
      clearTimeout(whole);
    },
  };
}
