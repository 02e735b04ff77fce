/** Lets values pass while open, holds them while closed. */
export interface PauseGate {
  readonly close: () => void;
  readonly open: () => void;
  readonly isClosed: () => boolean;
  /** Resolves with the value once the gate is open; rejects with the signal's reason. */
  readonly pass: <T>(value: T, signal: AbortSignal) => Promise<T>;
}

export function createPauseGate(): PauseGate {
  let opened: Promise<void> | null = null;
  let reopen: () => void = () => undefined;
  return {
    close: () => {
      opened ??= new Promise((resolve) => (reopen = resolve));
    },
    open: () => {
      opened = null;
      reopen();
    },
    isClosed: () => opened !== null,
    pass: async (value, signal) => {
      while (opened !== null) {
        signal.throwIfAborted();
        await Promise.race([opened, aborted(signal)]);
      }
      return value;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
