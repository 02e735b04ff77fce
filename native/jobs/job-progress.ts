import type { JobProgress } from '../contract/index.ts';

/** The window over which the speed is taken: long enough to be calm, short enough to follow a change. */
const SPEED_WINDOW_MS = 15_000;
const MIN_INTERVAL_MS = 100;

/** Counts frames, tells the speed and what is left, and emits at most ten times a second, never losing the last state. */
export interface ProgressMeter {
  /** Says what is being done now. */
  readonly stage: (stage: string) => void;
  /** One more frame is done. `measured` false: it was read back, which says nothing about the speed. */
  readonly frameDone: (how: { readonly measured: boolean }) => void;
  readonly close: () => void;
}

export function createProgressMeter({
  total,
  emit,
  paused = () => false,
  now = () => performance.now(),
}: {
  readonly total: number;
  readonly emit: (progress: JobProgress) => void;
  /** Asked at every emission. */
  readonly paused?: () => boolean;
  readonly now?: () => number;
}): ProgressMeter {
  let stage = 'Starting';
  let done = 0;
  let measuredAt: number[] = [];
  let lastEmitMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const progress = (): JobProgress => {
    const framesPerSec = speedOf(measuredAt);
    const etaMs = framesPerSec === null ? null : Math.round(((total - done) / framesPerSec) * 1000);
    return { stage, done, total, framesPerSec, etaMs };
  };
  const emitNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    lastEmitMs = now();
    emit(progress());
  };
  const emitSoon = (): void => {
    if (timer !== null) return;
    const waitMs = lastEmitMs + MIN_INTERVAL_MS - now();
    if (waitMs <= 0) emitNow();
    else timer = setTimeout(emitNow, waitMs);
  };

  return {
    stage: (text) => {
      stage = text;
      emitSoon();
    },
    frameDone: ({ measured }) => {
      done += 1;
      stage = `Restoring frame ${Math.min(done + 1, total)} of ${total}`;
      if (measured) {
        const nowMs = now();
        const recent = measuredAt.filter((at, index) => nowMs - at < SPEED_WINDOW_MS || index === measuredAt.length - 1);
        // A pause must not count as slowness.
        measuredAt = paused() ? [] : [...recent, nowMs];
      }
      emitSoon();
    },
    close: () => {
      if (timer !== null) emitNow();
    },
  };
}

function speedOf(measuredAt: readonly number[]): number | null {
  const first = measuredAt[0];
  const last = measuredAt.at(-1);
  if (first === undefined || last === undefined || last <= first) return null;
  return ((measuredAt.length - 1) * 1000) / (last - first);
}
