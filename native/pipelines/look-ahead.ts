/**
 * Pulls up to `count` items ahead of the consumer, so that the work behind `source` goes on while the consumer
 * is busy. Order is kept and memory is bounded: at most `count` finished items wait. An abort is seen at once,
 * even while the source hangs in a long step. Leaving the loop early ends the source.
 */
export async function* lookAhead<T>(source: AsyncIterable<T>, count: number, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const ready: IteratorResult<T>[] = [];
  const state: { failure: { readonly error: unknown } | null; leaving: boolean } = { failure: null, leaving: false };
  const isWanted = (): boolean => !state.leaving;
  let wakeConsumer: () => void = () => undefined;
  let wakeProducer: () => void = () => undefined;

  const produce = async (): Promise<void> => {
    try {
      while (isWanted()) {
        const item = await iterator.next();
        ready.push(item);
        wakeConsumer();
        if (item.done === true) return;
        while (isWanted() && ready.length >= count) await new Promise<void>((resolve) => (wakeProducer = resolve));
      }
    } catch (error) {
      state.failure = { error };
      wakeConsumer();
    }
  };
  const onAbort = (): void => wakeConsumer();
  signal.addEventListener('abort', onAbort);
  const producing = produce();
  try {
    for (;;) {
      signal.throwIfAborted();
      const item = ready.shift();
      if (item !== undefined) {
        wakeProducer();
        if (item.done === true) return;
        yield item.value;
      } else if (state.failure !== null) {
        throw state.failure.error;
      } else {
        await new Promise<void>((resolve) => (wakeConsumer = resolve));
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    state.leaving = true;
    wakeProducer();
    // The source may hang in a step that cannot be interrupted; whoever aborted does not wait for it.
    const ending = producing.then(() => iterator.return?.());
    if (!signal.aborted) await ending;
    else void ending.catch(() => undefined);
  }
}
