import { create } from 'zustand';
import type { AssetId, MetricName, RunId, SegmentId } from '../../../native/contract/index.ts';
import { engineNow } from '../../engine/connection.ts';
import { callEngine, errorMessage, isCanceled } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { notify } from '../../state/notice-store.ts';

interface Measuring {
  readonly runId: RunId;
  /** Frames; total null: the clips are being opened. */
  readonly done: number;
  readonly total: number | null;
  /** Runs that come after this one. */
  readonly left: number;
  readonly stop: () => void;
}

interface MeasuringState {
  /** Null: nothing is measured now. It goes on while other panels are looked at. */
  readonly now: Measuring | null;
  /** Runs that were stopped by hand: they do not begin again by themselves. */
  readonly stopped: ReadonlySet<RunId>;
  /** The clip as it should be, as chosen for a segment. */
  readonly references: ReadonlyMap<SegmentId, AssetId>;
}

export const useMeasuring = create<MeasuringState>()(() => ({ now: null, stopped: new Set(), references: new Map() }));

export function chooseReference(segmentId: SegmentId, assetId: AssetId | null): void {
  useMeasuring.setState(({ references }) => {
    const next = new Map(references);
    if (assetId === null) next.delete(segmentId);
    else next.set(segmentId, assetId);
    return { references: next };
  });
}

export interface Measurable {
  readonly runId: RunId;
  /** Null: all that can be. */
  readonly metrics: readonly MetricName[] | null;
  readonly referenceId: AssetId | null;
}

/** One run after the other. A run that cannot be measured is told, and the others go on. */
export async function measureRuns(wanted: readonly Measurable[]): Promise<void> {
  const open = projectNow();
  if (open === null || wanted.length === 0 || useMeasuring.getState().now !== null) return;
  const abort = new AbortController();
  const stop = () => abort.abort();
  const show = (now: Partial<Measuring>) => useMeasuring.setState((state) => (state.now === null ? {} : { now: { ...state.now, ...now } }));
  const stopListening = engineNow().on('metrics.progressed', ({ id, done, total }) => {
    if (useMeasuring.getState().now?.runId === id) show({ done, total });
  });
  try {
    for (const [index, { runId, metrics, referenceId }] of wanted.entries()) {
      useMeasuring.setState({ now: { runId, done: 0, total: null, left: wanted.length - index - 1, stop } });
      const input = { projectId: open.head.id, id: runId, metrics: metrics === null ? null : [...metrics], referenceId };
      try {
        await callEngine('metrics.measure', input, { signal: abort.signal });
      } catch (error) {
        useMeasuring.setState(({ stopped }) => ({ stopped: new Set(stopped).add(runId) }));
        // A project that was closed meanwhile takes its measuring with it.
        if (isCanceled(error) || projectNow()?.head.id !== open.head.id) return;
        notify({ severity: 'error', message: errorMessage(error) });
      }
    }
  } finally {
    stopListening();
    useMeasuring.setState({ now: null });
  }
}
