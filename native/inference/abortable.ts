/** A promise that an abort rejects at once, with the signal's reason, whatever becomes of the work behind it. */
export async function abortable<T>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: T | PromiseLike<T>) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  signal?.throwIfAborted();
  let onAbort: () => void = () => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      // Whoever aborts gives an AppError, or nothing; then the reason is a DOMException.
      onAbort = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort, { once: true });
      start(resolve, reject);
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
