import type { z } from 'zod';
import { AppError, ClientMessage, engineMethods, MAX_MESSAGE_BYTES, RPC_VERSION } from '../contract/index.ts';
import type { EngineMessage, EngineMethod, RpcError, RpcPort } from '../contract/index.ts';
import type { EngineGuest, EngineHandlers } from './engine-handlers.ts';
import type { Engine } from './engine.ts';
import { messageBytes } from './message-size.ts';

/** A message to a person, not a log: longer texts come from a tool that rambles. */
const MAX_ERROR_TEXT = 2000;

type AnyHandler = (input: unknown, context: { readonly signal: AbortSignal; readonly guest: EngineGuest }) => Promise<unknown>;

/**
 * Serves one window or program over a port, until the port closes: hello, calls (validated both ways), cancels
 * and events. Whatever comes in, the answer is an error and the engine goes on.
 */
export function serveEngine(engine: Pick<Engine, 'handlers' | 'onEvent' | 'guestLeft'>, port: RpcPort): void {
  const guest: EngineGuest = { connectedAt: Date.now() };
  const calls = new Map<number, AbortController>();
  const fail = (id: number, error: RpcError): void => send({ kind: 'error', id, error });

  const send = (message: EngineMessage): void => {
    if (messageBytes(message, MAX_MESSAGE_BYTES) <= MAX_MESSAGE_BYTES) return port.post(message);
    const what = message.kind === 'event' ? `The event ${message.name}` : 'The answer';
    debugLog(new Error(`${what} is larger than ${MAX_MESSAGE_BYTES} bytes and was not sent.`));
    if (message.kind === 'value') {
      fail(message.id, { code: 'too-large', message: 'The answer is too large for one message. Ask for less at once.' });
    }
  };

  const call = async (id: number, method: string, input: unknown): Promise<void> => {
    if (calls.has(id)) return fail(id, { code: 'bad-input', message: `A call with the number ${id} is still open. Number calls apart.` });
    const abort = new AbortController();
    calls.set(id, abort);
    try {
      send({ kind: 'value', id, value: await dispatch(engine.handlers, method, input, { signal: abort.signal, guest }) });
    } catch (error) {
      fail(id, toRpcError(method, abort.signal.aborted ? abort.signal.reason : error));
    } finally {
      calls.delete(id);
    }
  };

  port.onMessage((raw) => {
    if (messageBytes(raw, MAX_MESSAGE_BYTES) > MAX_MESSAGE_BYTES) {
      const limit = `${MAX_MESSAGE_BYTES / 1024} KiB of plain data`;
      return answerIfNumbered(raw, { code: 'too-large', message: `The message is larger than ${limit}. Ask for less at once.` }, fail);
    }
    const parsed = ClientMessage.safeParse(raw);
    if (!parsed.success) {
      return answerIfNumbered(raw, { code: 'bad-input', message: `The message has the wrong shape: ${firstIssues(parsed.error)}.` }, fail);
    }
    const message = parsed.data;
    if (message.kind === 'cancel') calls.get(message.id)?.abort(new AppError('canceled', 'Canceled.'));
    else void call(message.id, message.method, message.input);
  });
  const stopEvents = engine.onEvent((name, payload) => send({ kind: 'event', name, payload }));
  port.onClose(() => {
    stopEvents();
    for (const abort of calls.values()) abort.abort(new AppError('canceled', 'The connection to the window ended.'));
    engine.guestLeft(guest);
  });
  send({ kind: 'hello', rpcVersion: RPC_VERSION });
}

async function dispatch(
  handlers: EngineHandlers,
  method: string,
  input: unknown,
  context: { readonly signal: AbortSignal; readonly guest: EngineGuest },
): Promise<unknown> {
  if (!isMethod(method)) {
    throw new AppError('unknown-method', `The engine has no method "${method.slice(0, 100)}". Update Interweave on both machines.`);
  }
  const parsed = engineMethods[method].input.safeParse(input);
  if (!parsed.success) throw new AppError('bad-input', `${method} was called with the wrong input: ${firstIssues(parsed.error)}.`);
  // The table pairs each method with its own input; the union of all of them does not say so.
  const handler = handlers[method] as AnyHandler;
  const value = await handler(parsed.data, context);
  if (checksOutput()) {
    const checked = engineMethods[method].output.safeParse(value);
    if (!checked.success) throw new Error(`${method} answered what the contract does not allow: ${firstIssues(checked.error)}`);
  }
  return value;
}

function isMethod(method: string): method is EngineMethod {
  return Object.hasOwn(engineMethods, method);
}

/** Trusting our own answers saves the time; development and tests do not trust them. */
function checksOutput(): boolean {
  return process.env['INTERWEAVE_DEBUG'] === '1' || process.env['VITEST'] !== undefined;
}

/** A message that is none may still carry its number, and then somebody waits. */
function answerIfNumbered(raw: unknown, error: RpcError, fail: (id: number, error: RpcError) => void): void {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) fail(id, error);
}

function toRpcError(method: string, error: unknown): RpcError {
  if (error instanceof AppError) return { code: error.code, message: error.message.slice(0, MAX_ERROR_TEXT) };
  debugLog(error);
  const advice = 'Start Interweave with INTERWEAVE_DEBUG=1 to see what, and try again.';
  return { code: 'internal', message: `Something went wrong inside the engine during ${method} that should not. ${advice}` };
}

/** One line: where in the input, and what is wrong there. */
function firstIssues(error: z.core.$ZodError): string {
  const [first, second, ...rest] = error.issues;
  const texts = [first, second].flatMap((issue) =>
    issue === undefined ? [] : [`${issue.path.length === 0 ? '' : `${issue.path.join('.')}: `}${issue.message}`],
  );
  return texts.join('; ').slice(0, 300) + (rest.length > 0 ? ` (and ${rest.length} more)` : '');
}

function debugLog(error: unknown): void {
  if (process.env['INTERWEAVE_DEBUG'] === '1') console.error(error);
}
