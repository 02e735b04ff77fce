import type { EngineEventName, EventPayload } from '../contract/index.ts';

export type EngineEventListener = (name: EngineEventName, payload: unknown) => void;

export interface EventBus {
  readonly emit: <E extends EngineEventName>(name: E, payload: EventPayload<E>) => void;
  /** Returns the function that unsubscribes. */
  readonly on: (listener: EngineEventListener) => () => void;
}

/** Tells every window everything: which project it shows is a window's own business. */
export function createEventBus(): EventBus {
  const listeners = new Set<EngineEventListener>();
  return {
    emit: (name, payload) => {
      for (const listener of listeners) listener(name, payload);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
