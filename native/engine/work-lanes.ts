/**
 * Lets a few pieces of work run at once. Each kind has a bound of its own, so that long work of one kind never
 * takes the last place; of what waits, the kind listed first goes first, and within a kind the oldest.
 */
export interface WorkLanes<Kind extends string> {
  readonly run: <T>(kind: Kind, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
}

interface Waiting<Kind> {
  readonly kind: Kind;
  readonly start: () => void;
}

export function createWorkLanes<Kind extends string>({
  total,
  limits,
}: {
  readonly total: number;
  /** In order of urgency. */
  readonly limits: Readonly<Record<Kind, number>>;
}): WorkLanes<Kind> {
  const order = Object.keys(limits) as Kind[];
  const running = new Map<Kind, number>(order.map((kind) => [kind, 0]));
  let waiting: Waiting<Kind>[] = [];

  const isFree = (kind: Kind): boolean => {
    const all = [...running.values()].reduce((sum, count) => sum + count, 0);
    return all < total && (running.get(kind) ?? 0) < limits[kind];
  };
  const add = (kind: Kind, count: 1 | -1): void => void running.set(kind, (running.get(kind) ?? 0) + count);
  const startNext = (): void => {
    for (const kind of order) {
      const next = waiting.find((entry) => entry.kind === kind);
      if (next === undefined || !isFree(kind)) continue;
      waiting = waiting.filter((entry) => entry !== next);
      next.start();
      return startNext();
    }
  };

  const place = (kind: Kind, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        waiting = waiting.filter((other) => other !== entry);
        reject(signal.reason);
      };
      const entry: Waiting<Kind> = {
        kind,
        start: () => {
          signal.removeEventListener('abort', giveUp);
          add(kind, 1);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push(entry);
      startNext();
    });

  return {
    run: async (kind, signal, work) => {
      signal.throwIfAborted();
      await place(kind, signal);
      try {
        return await work();
      } finally {
        add(kind, -1);
        startNext();
      }
    },
  };
}
