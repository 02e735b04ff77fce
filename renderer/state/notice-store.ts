import { create } from 'zustand';
import { useOverlay } from './overlay-store.ts';

export interface Notice {
  readonly id: number;
  readonly severity: 'info' | 'success' | 'warning' | 'error';
  readonly message: string;
  /** Shown on demand: which files were refused and why. */
  readonly details?: readonly string[];
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Not worth saying while that is on screen. */
  readonly toldBy?: 'queue';
}

interface Notices {
  /** Oldest first; the first is on screen. */
  readonly queue: readonly Notice[];
  readonly nextId: number;
  readonly dismiss: (id: number) => void;
}

export const useNotices = create<Notices>()((set) => ({
  queue: [],
  nextId: 1,
  dismiss: (id) => set((state) => ({ queue: state.queue.filter((notice) => notice.id !== id) })),
}));

/** Tells the user something, once: the same words that already wait are not said again. */
export function notify(notice: Omit<Notice, 'id'>): void {
  useNotices.setState((state) =>
    isTold(notice) || state.queue.some((waiting) => waiting.message === notice.message)
      ? {}
      : { queue: [...state.queue, { ...notice, id: state.nextId }], nextId: state.nextId + 1 },
  );
}

/** The queue was opened: what it shows itself need not be said any more. */
export function dropToldNotices(): void {
  useNotices.setState((state) => ({ queue: state.queue.filter((notice) => !isTold(notice)) }));
}

function isTold({ toldBy }: Pick<Notice, 'toldBy'>): boolean {
  return toldBy === 'queue' && useOverlay.getState().queueOpen;
}
