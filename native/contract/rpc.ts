import { z } from 'zod';
import { ErrorCode } from './errors.ts';

/** The protocol's version: client and engine refuse each other when it differs. */
export const RPC_VERSION = 1;

/** Upper bound of one message, as UTF-8 JSON. Anything larger belongs into a file and a MediaRef. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

const CallId = z.int().nonnegative();

/** What a client sends. */
export const ClientMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: CallId, method: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: CallId }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const RpcError = z.strictObject({ code: ErrorCode, message: z.string() });
export type RpcError = z.infer<typeof RpcError>;

/** What the engine sends. `hello` is the first message on every connection. */
export const EngineMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hello'), rpcVersion: z.int() }),
  z.strictObject({ kind: z.literal('value'), id: CallId, value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: CallId, error: RpcError }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type EngineMessage = z.infer<typeof EngineMessage>;

/**
 * The least a transport must do: a MessagePort, a WebSocket and a test pair all fit with a few lines.
 * `onMessage` hands over parsed plain data (objects, never JSON text).
 */
export interface RpcPort {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
}
