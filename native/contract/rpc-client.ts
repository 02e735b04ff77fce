import { AppError } from './errors.ts';
import type { EngineClient, EngineEventName, EngineMethod } from './engine-api.ts';
import { EngineMessage, RPC_VERSION, type RpcPort } from './rpc.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: AppError) => void;
}

/** Joins a port to typed calls and events. Calls made after the port closed, or open when it closes, reject. */
export function connectEngine(port: RpcPort): EngineClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const closeListeners = new Set<() => void>();
  let nextId = 0;
  let gone: AppError | null = null;

  const shut = (error: AppError) => {
    if (gone !== null) return;
    gone = error;
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
    for (const listener of closeListeners) listener();
  };

  port.onMessage((raw) => {
    const parsed = EngineMessage.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.kind) {
      case 'hello':
        if (message.rpcVersion !== RPC_VERSION) {
          shut(new AppError('internal', 'The engine speaks another version of the protocol. Update Interweave on both machines.'));
          port.close();
        }
        return;
      case 'event':
        for (const listener of listeners.get(message.name) ?? []) listener(message.payload as never);
        return;
      case 'value':
        waiting.get(message.id)?.resolve(message.value as never);
        break;
      case 'error':
        waiting.get(message.id)?.reject(new AppError(message.error.code, message.error.message));
        break;
    }
    waiting.delete(message.id);
  });
  port.onClose(() => shut(new AppError('internal', 'The connection to the engine ended. It restarts by itself; try again.')));

  return {
    call: (method: EngineMethod, input, options) =>
      new Promise((resolve, reject) => {
        const signal = options?.signal;
        if (gone !== null) return reject(gone);
        if (signal?.aborted === true) return reject(new AppError('canceled', 'Canceled.'));
        const id = nextId++;
        const abort = () => port.post({ kind: 'cancel', id });
        const settle = () => signal?.removeEventListener('abort', abort);
        waiting.set(id, {
          resolve: (value) => (settle(), resolve(value)),
          reject: (error) => (settle(), reject(error)),
        });
        signal?.addEventListener('abort', abort, { once: true });
        port.post({ kind: 'call', id, method, input });
      }),
    on: (event: EngineEventName, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    onClose: (listener) => {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    close: () => port.close(),
  };
}
