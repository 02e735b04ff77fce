import { AppError } from '../contract/index.ts';
import type { Device } from '../contract/index.ts';
import type { FrameEdges } from './import/frame-edges.ts';
import { openModelSession } from './model-session.ts';
import type { ModelSession } from './model-session.ts';

export interface SessionRequest {
  /** What it is, for messages. */
  readonly label: string;
  /** The file, or the bytes of a small graph. */
  readonly model: string | Uint8Array;
  /** What makes two files the same model: with weights in a file of their own, over that as well. */
  readonly modelSha256: string;
  readonly edges: FrameEdges | null;
  readonly device: Device;
  /** The most the session will take while it is lent; counted against the device's budget. */
  readonly memoryBytes: number;
}

export interface LentSession {
  readonly session: ModelSession;
  /**
   * Gives it back. A run that was aborted goes on inside; the session is lent again when that is over.
   * `discard`: it is not to be used again (its memory ran out).
   */
  readonly giveBack: (how?: { readonly discard: boolean }) => void;
}

/** Lends sessions and keeps them between jobs, within the memory budget of each device. */
export interface SessionPool {
  /**
   * Waits while the session does not fit beside those that are lent, for as long as it takes: whoever holds one that has to go first
   * waits for itself. So give back what you hold before you borrow another; it is kept and lent again when there is room.
   */
  readonly borrow: (request: SessionRequest, options: { readonly signal: AbortSignal }) => Promise<LentSession>;
  /** Bytes that sessions on the device hold: lent, kept and ending. */
  readonly heldBytes: (device: Pick<Device, 'provider' | 'name'>) => number;
  /** Ends every session. Whoever still waits for one is refused. */
  readonly close: () => Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly deviceKey: string;
  session: ModelSession | null;
  /** An arena keeps what it once took, so this is the most that was ever asked for. */
  memoryBytes: number;
  status: 'lent' | 'kept' | 'ending';
  lastUsed: number;
  keepTimer: NodeJS.Timeout | null;
}

interface Waiting {
  readonly retry: () => void;
  readonly refuse: (error: Error) => void;
}

export interface SessionPoolOptions {
  /** How long an unused session is kept before its memory is given back. */
  readonly keepMs?: number;
  /** In main memory, which everybody else needs as well, unused sessions are kept only while all together take no more than this. */
  readonly keepBytes?: number;
}

/**
 * An arena never shrinks, so a denoiser that waits for its next window holds all it ever took. Measured with interweave-nano on 160x90: opening
 * and filling it anew takes 0.4 s of a window's 16.
 */
export const KEPT_IN_MAIN_MEMORY_BYTES = 1e9;

export function createSessionPool({ keepMs = 5 * 60_000, keepBytes = KEPT_IN_MAIN_MEMORY_BYTES }: SessionPoolOptions): SessionPool {
  const entries = new Set<Entry>();
  const waiting = new Set<Waiting>();
  let uses = 0;
  let closed = false;

  const on = (deviceKey: string): Entry[] => [...entries].filter((entry) => entry.deviceKey === deviceKey);
  const wakeWaiting = (): void => {
    for (const { retry } of [...waiting]) retry();
  };
  const forget = (entry: Entry): void => {
    entries.delete(entry);
    wakeWaiting();
  };
  const end = async (entry: Entry): Promise<void> => {
    entry.status = 'ending';
    stopKeepTimer(entry);
    await entry.session?.close();
    forget(entry);
  };

  /** A kept session, or the place of a new one; null: not now. Decides without waiting, so that two callers cannot take the same. */
  const tryGrant = ({ device, memoryBytes, ...request }: SessionRequest): Entry | null => {
    const deviceKey = deviceKeyOf(device);
    const key = [deviceKey, request.modelSha256, request.edges?.inputDepth, request.edges?.outputDepth, device.threads].join('|');
    const kept = on(deviceKey).find((entry) => entry.key === key && entry.status === 'kept' && entry.session?.alive() === true);
    const others = on(deviceKey).filter((entry) => entry !== kept);
    const wanted = Math.max(memoryBytes, kept?.memoryBytes ?? 0);
    const budget = device.memoryBudgetBytes ?? 0;
    const unused = others.filter(({ status }) => status === 'kept');
    // A small graph between two runs of a large one does not end it.
    const besideLargest = 1.1 * Math.max(wanted, ...unused.map((entry) => entry.memoryBytes));
    const besideKept = device.provider === 'cpu' ? Math.min(budget, Math.max(keepBytes, besideLargest)) : budget;
    let held = sumOf(others);
    // More than the whole budget in one session is not refused here: it is tried, alone.
    if (held + wanted <= (unused.length === 0 ? budget : besideKept) || others.length === 0) {
      const entry = kept ?? { key, deviceKey, session: null, memoryBytes: 0, status: 'lent', lastUsed: 0, keepTimer: null };
      stopKeepTimer(entry);
      entry.memoryBytes = wanted;
      entry.status = 'lent';
      entries.add(entry);
      return entry;
    }
    held -= sumOf(others.filter(({ status }) => status === 'ending'));
    const oldestFirst = unused.sort((a, b) => a.lastUsed - b.lastUsed);
    // One that is large enough goes rather than several small ones.
    const enough = oldestFirst.find(({ memoryBytes: freed }) => held - freed + wanted <= besideKept);
    for (const old of enough === undefined ? oldestFirst : [enough]) {
      if (held + wanted <= besideKept) break;
      held -= old.memoryBytes;
      void end(old);
    }
    return null;
  };

  const grant = (request: SessionRequest, signal: AbortSignal): Promise<Entry> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        waiting.delete(waiter);
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => waiter.refuse(signal.reason as Error);
      const waiter: Waiting = {
        retry: () => {
          const entry = tryGrant(request);
          if (entry === null) return;
          settle();
          resolve(entry);
        },
        refuse: (error) => {
          settle();
          reject(error);
        },
      };
      waiting.add(waiter);
      signal.addEventListener('abort', onAbort, { once: true });
      waiter.retry();
    });

  const giveBack = async (entry: Entry, session: ModelSession, discard: boolean): Promise<void> => {
    await session.idle();
    if (discard || closed || !session.alive()) return end(entry);
    entry.status = 'kept';
    entry.lastUsed = ++uses;
    entry.keepTimer = setTimeout(() => void end(entry), keepMs).unref();
    wakeWaiting();
  };

  return {
    borrow: async (request, { signal }) => {
      signal.throwIfAborted();
      if (closed) throw poolClosed();
      const entry = await grant(request, signal);
      try {
        entry.session ??= await openModelSession(setupOf(request), { label: request.label, signal });
      } catch (error) {
        forget(entry);
        throw error;
      }
      // The pool was closed while it opened.
      if (!entries.has(entry)) {
        await entry.session.close();
        throw poolClosed();
      }
      const { session } = entry;
      let given = false;
      return {
        session,
        giveBack: (how) => {
          if (given) return;
          given = true;
          void giveBack(entry, session, how?.discard === true);
        },
      };
    },
    heldBytes: (device) => sumOf(on(deviceKeyOf(device))),
    close: async () => {
      closed = true;
      for (const { refuse } of [...waiting]) refuse(poolClosed());
      await Promise.all([...entries].map(end));
    },
  };
}

function stopKeepTimer(entry: Entry): void {
  if (entry.keepTimer !== null) clearTimeout(entry.keepTimer);
  entry.keepTimer = null;
}

function setupOf({ model, edges, device }: SessionRequest): Parameters<typeof openModelSession>[0] {
  return { model, edges, provider: device.provider, threads: device.threads, strict: false };
}

function deviceKeyOf({ provider, name }: Pick<Device, 'provider' | 'name'>): string {
  return `${provider} ${name}`;
}

function sumOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.memoryBytes, 0);
}

function poolClosed(): AppError {
  return new AppError('canceled', 'The model sessions were closed.');
}
