import type { JobProgress } from '../contract/index.ts';
import { stageKind } from './job-log.ts';

/** The window over which the speed is taken: long enough to be calm, short enough to follow a change. */
const SPEED_WINDOW_MS = 15_000;
const MIN_INTERVAL_MS = 100;

/**
 * Counts frames, tells the speed and what is left, and emits at most ten times a second, never losing the last state. Work of
 * another kind is told at once, however short it is, so that the log of a job holds all that was done.
 */
export interface ProgressMeter {
  /** Says what is being done now. */
  readonly stage: (stage: string) => void;
  /** One more frame is done. `measured` false: it was read back, which says nothing about the speed. */
  readonly frameDone: (how: { readonly measured: boolean }) => void;
  /** So many frames' worth of work is done, parts of one included; what is being done stays as it was said. */
  readonly worked: (framesDone: number, how: { readonly measured: boolean }) => void;
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
  let measured: Milestone[] = [];
  let lastEmitMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  const toldKinds = new Set<string>();

  const progress = (): JobProgress => {
    const framesPerSec = speedOf(measured);
    const etaMs = framesPerSec === null ? null : Math.round(((total - done) / framesPerSec) * 1000);
    return { stage, done: Math.min(total, Math.floor(done)), total, framesPerSec, etaMs };
  };
  const emitNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    lastEmitMs = now();
    toldKinds.add(stageKind(stage));
    emit(progress());
  };
  const emitSoon = (): void => {
    const waitMs = lastEmitMs + MIN_INTERVAL_MS - now();
    if (waitMs <= 0 || !toldKinds.has(stageKind(stage))) emitNow();
    else timer ??= setTimeout(emitNow, waitMs);
  };

  const advance = (framesDone: number, how: { readonly measured: boolean }): void => {
    // What was read back, or a pause, must not count as speed or slowness.
    if (!how.measured || paused()) measured = [];
    done = framesDone;
    const atMs = now();
    const recent = measured.filter((milestone, index) => atMs - milestone.atMs < SPEED_WINDOW_MS || index >= measured.length - 2);
    if (!paused()) measured = [...recent, { atMs, done }];
    emitSoon();
  };

  return {
    stage: (text) => {
      stage = text;
      emitSoon();
    },
    frameDone: (how) => {
      stage = `Restoring frame ${Math.min(done + 2, total)} of ${total}`;
      advance(done + 1, how);
    },
    worked: advance,
    close: () => {
      if (timer !== null) emitNow();
    },
  };
}

interface Milestone {
  readonly atMs: number;
  readonly done: number;
}

function speedOf(milestones: readonly Milestone[]): number | null {
  const first = milestones[0];
  const last = milestones.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs || last.done <= first.done) return null;
  return ((last.done - first.done) * 1000) / (last.atMs - first.atMs);
}
