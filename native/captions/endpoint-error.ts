import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { AppError } from '../contract/index.ts';
import type { ErrorCode } from '../contract/index.ts';
import { plainText } from './plain-text.ts';

/** Of an endpoint's own words, so many characters are told. */
const MAX_QUOTED = 240;

/** Why an endpoint gave no caption. `retryAfterSec`: when it asked to be asked again; null when it did not say. */
export class EndpointError extends AppError {
  readonly retryAfterSec: number | null;

  constructor(code: ErrorCode, message: string, retryAfterSec: number | null = null) {
    super(code, message);
    this.name = 'EndpointError';
    this.retryAfterSec = retryAfterSec;
  }
}

export interface Asked {
  readonly host: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
  readonly timeoutSec: number;
}

/**
 * What went wrong, in words that say what to do. The error of the client itself is not kept as a cause: an endpoint may
 * repeat the key in its answer, and causes end up in logs.
 */
export function endpointError(error: unknown, asked: Asked): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIConnectionTimeoutError) return silentError(asked);
  if (error instanceof APIConnectionError) return unreachable(error, asked);
  if (error instanceof APIError) return refused(error as APIError, asked);
  return notTheProtocol(asked, 'its answer cannot be read');
}

export function silentError({ host, timeoutSec }: Asked): EndpointError {
  return new EndpointError(
    'network',
    `${host} was silent for ${timeoutSec} s. A model that has to be loaded first takes long: try again, or raise the timeout in the caption settings.`,
  );
}

export function notTheProtocol({ host }: Asked, what: string): EndpointError {
  return new EndpointError(
    'model-failed',
    `${host} does not speak the chat protocol: ${what}. Check the address in the caption settings; it usually ends with /v1.`,
  );
}

export function noWords({ host, model }: Asked): EndpointError {
  return new EndpointError(
    'model-failed',
    `${model} at ${host} answered without a word. Try again, or choose a model that can look at pictures.`,
  );
}

function unreachable(error: APIConnectionError, { host, baseUrl }: Asked): EndpointError {
  const reasons = [error, error.cause, error.cause instanceof Error ? error.cause.cause : undefined].map(codeOf);
  const code = reasons.find((reason) => reason !== null) ?? null;
  const local = /^(localhost|127\.|\[::1\])/.test(host);
  const advice = local ? 'Start the program that serves it, or correct the address' : 'Check the address and the network, or correct it';
  if (code !== null && /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new EndpointError(
      'network',
      `The certificate of ${host} cannot be trusted (${code}). Check the address in the caption settings.`,
    );
  }
  return new EndpointError(
    'network',
    `Nothing answers at ${baseUrl}${code === null ? '' : ` (${code})`}. ${advice} in the caption settings.`,
  );
}

function refused(error: APIError, asked: Asked): EndpointError {
  const { host, model } = asked;
  const status = error.status;
  const words = theirWords(error, asked);
  const said = words === '' ? '' : ` It says: "${words}".`;
  if (status === undefined) return new EndpointError('model-failed', `${host} broke off while it answered.${said} Try again.`);
  if (status >= 300 && status < 400) {
    return new EndpointError(
      'network',
      `${host} sends elsewhere, and frames go nowhere but to the address that was set. Correct it in the caption settings.`,
    );
  }
  if (status === 401 || status === 403) {
    const advice = asked.key === null ? 'wants a key. Give it one' : 'does not accept the key. Enter it again';
    return new EndpointError('unauthorized', `${host} ${advice} in the caption settings.${said}`);
  }
  if (status === 429) return busy(error, asked, said);
  if (isAboutPictures(words) && [400, 404, 415, 422, 500, 501].includes(status)) {
    return new EndpointError(
      'model-failed',
      `${model} at ${host} cannot look at pictures.${said} Choose a model with vision in the caption settings.`,
    );
  }
  if (status === 404) {
    return new EndpointError(
      'model-missing',
      `${host} does not know the model "${model}", or the address is not right.${said} Check both in the caption settings; an address usually ends with /v1.`,
    );
  }
  if (status === 413)
    return new EndpointError('too-large', `The frames are too much for ${host}. Send fewer or smaller ones: caption settings.`);
  if (status >= 500)
    return new EndpointError(
      'network',
      `${host} failed (${status}).${said} Try again later, or look at its own log.`,
      retryAfterSec(error),
    );
  return new EndpointError(
    'model-failed',
    `${host} refused to describe the frames (${status}).${said} Check the model in the caption settings.`,
  );
}

function busy(error: APIError, { host }: Asked, said: string): EndpointError {
  const waitSec = retryAfterSec(error);
  if (error.code === 'insufficient_quota') {
    return new EndpointError('network', `The account at ${host} has no credit left.${said} Top it up, or choose another endpoint.`);
  }
  const when = waitSec === null ? 'Wait a moment and try again.' : `Try again in ${waitSec} s.`;
  return new EndpointError('network', `${host} is asked too often.${said} ${when}`, waitSec);
}

function retryAfterSec({ headers }: APIError): number | null {
  const text = headers?.get('retry-after') ?? null;
  if (text === null) return null;
  const seconds = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** The endpoint's message, made harmless: no control characters, not long, never with the key in it. */
function theirWords(refusal: APIError, { key }: Asked): string {
  // Whatever the endpoint sent: the client's type is a hope.
  const error: unknown = refusal.error;
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  if (typeof message !== 'string') return '';
  const safe = key === null || key === '' ? message : message.replaceAll(key, '(key)');
  const text = plainText(safe.slice(0, 4 * MAX_QUOTED)).replace(/\.$/, '');
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

function isAboutPictures(words: string): boolean {
  return /image|vision|multi-?modal|picture|content (type|part)|must be a string|mmproj/i.test(words);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
