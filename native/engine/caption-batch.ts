import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../contract/index.ts';
import type { Caption, MethodOutput, Segment } from '../contract/index.ts';

/** An endpoint that says when it takes requests again is waited for, up to this, and so often for one segment. */
const MAX_WAIT_SEC = 60;
const MAX_ATTEMPTS = 3;
/** A message holds no more than these. */
const MAX_FAILURES = 50;

export interface BatchWork {
  readonly segments: readonly Segment[];
  readonly describe: (segment: Segment) => Promise<Caption>;
  /** Gives the segment its prompt. */
  readonly accept: (segment: Segment, caption: Caption) => void;
  readonly progress: (state: { readonly segment: Segment | null; readonly done: number; readonly failed: number }) => void;
  readonly signal: AbortSignal;
}

type BatchResult = Omit<MethodOutput<'caption.describeAll'>, 'skipped'>;

/** One after the other: endpoints on this machine have one model and one card. One that fails does not stop the rest; what would fail for all does. */
export async function describeBatch({ segments, describe, accept, progress, signal }: BatchWork): Promise<BatchResult> {
  const failures: BatchResult['failures'] = [];
  let [described, failed] = [0, 0];
  for (const segment of segments) {
    signal.throwIfAborted();
    progress({ segment, done: described + failed, failed });
    try {
      accept(segment, await patiently(() => describe(segment), signal));
      described += 1;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError) || isForAll(error)) throw error;
      failed += 1;
      if (failures.length < MAX_FAILURES) {
        failures.push({ segmentId: segment.id, name: segment.name, error: { code: error.code, message: error.message.slice(0, 600) } });
      }
    }
  }
  progress({ segment: null, done: described + failed, failed });
  return { described, failed, failures };
}

/** A wrong key or an unknown model does not get better with the next segment. */
function isForAll({ code }: AppError): boolean {
  return code === 'unauthorized' || code === 'model-missing' || code === 'forbidden';
}

async function patiently(work: () => Promise<Caption>, signal: AbortSignal): Promise<Caption> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitSec = askedToWait(error);
      if (waitSec === null || waitSec > MAX_WAIT_SEC || attempt === MAX_ATTEMPTS) throw error;
      await wait(waitSec * 1000, undefined, { signal });
    }
  }
}

function askedToWait(error: unknown): number | null {
  return error instanceof AppError && 'retryAfterSec' in error && typeof error.retryAfterSec === 'number' ? error.retryAfterSec : null;
}
