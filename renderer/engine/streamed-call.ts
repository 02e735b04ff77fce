import type { EngineEventName, EventPayload } from '../../native/contract/index.ts';
import { engineNow } from './connection.ts';
import { newId } from './new-id.ts';

/** Events that say which call they belong to. */
type StreamEvent = { [E in EngineEventName]: EventPayload<E> extends { readonly stream: string } ? E : never }[EngineEventName];

interface Listener<E extends StreamEvent> {
  readonly signal: AbortSignal;
  readonly told: (progress: Omit<EventPayload<E>, 'stream'>) => void;
}

/** Listens to what a call tells on its way, as long as it lasts and is not aborted. `call` gets the name of its stream. */
export async function streamedCall<E extends StreamEvent, T>(
  event: E,
  { signal, told }: Listener<E>,
  call: (stream: string) => Promise<T>,
): Promise<T> {
  const own = newId();
  const stopListening = engineNow().on(event, ({ stream, ...progress }) => {
    if (stream === own && !signal.aborted) told(progress);
  });
  try {
    return await call(own);
  } finally {
    stopListening();
  }
}
