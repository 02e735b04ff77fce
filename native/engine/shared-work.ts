import { AppError } from '../contract/index.ts';

/** Runs each piece of work once, however many ask for it at the same time. */
export interface SharedWork<T> {
  /** A caller that gives up rejects at once; the work is aborted when all callers have. */
  readonly run: (key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

interface Underway<T> {
  readonly abort: AbortController;
  readonly result: Promise<T>;
  callers: number;
}

export function createSharedWork<T>(): SharedWork<T> {
  const underway = new Map<string, Underway<T>>();
  return {
    run: (key, signal, work) => {
      signal.throwIfAborted();
      let entry = underway.get(key);
      if (entry === undefined) {
        const abort = new AbortController();
        const started: Underway<T> = { abort, callers: 0, result: work(abort.signal) };
        const forget = (): void => {
          if (underway.get(key) === started) underway.delete(key);
        };
        started.result.then(forget, forget);
        underway.set(key, started);
        entry = started;
      }
      return join(entry, signal, () => underway.delete(key));
    },
  };
}

function join<T>(entry: Underway<T>, signal: AbortSignal, abandon: () => void): Promise<T> {
  entry.callers += 1;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(signal.reason);
      entry.callers -= 1;
      if (entry.callers > 0) return;
      // Whoever asks from now on starts afresh instead of joining work that is being aborted.
      abandon();
      entry.abort.abort(new AppError('canceled', 'Canceled.'));
    };
    signal.addEventListener('abort', leave, { once: true });
    const stay = (): void => signal.removeEventListener('abort', leave);
    entry.result.then(
      (value) => (stay(), resolve(value)),
      (error: unknown) => (stay(), reject(error)),
    );
  });
}
