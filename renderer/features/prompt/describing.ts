import { create } from 'zustand';
import type { Caption, SegmentId } from '../../../native/contract/index.ts';
import { engineNow } from '../../engine/connection.ts';
import { callEngine, errorMessage, isCanceled } from '../../engine/engine-client.ts';
import { newId } from '../../engine/new-id.ts';
import { projectNow } from '../../engine/project-data.ts';
import { streamedCall } from '../../engine/streamed-call.ts';
import { errorText } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';

/** What is being said of a segment. It goes on while other panels are looked at. */
export type Describing =
  | { readonly status: 'asking'; readonly text: string; readonly stop: () => void }
  | { readonly status: 'answered'; readonly caption: Caption; readonly cached: boolean }
  | { readonly status: 'failed'; readonly message: string };

export interface Batch {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly segmentId: SegmentId | null;
  readonly stop: () => void;
}

export const useDescribing = create<{ readonly bySegment: ReadonlyMap<SegmentId, Describing>; readonly batch: Batch | null }>()(() => ({
  bySegment: new Map(),
  batch: null,
}));

export async function describeSegment(segmentId: SegmentId, { again = false } = {}): Promise<void> {
  const open = projectNow();
  if (open === null || useDescribing.getState().bySegment.get(segmentId)?.status === 'asking') return;
  const abort = new AbortController();
  const { signal } = abort;
  const asking = (text: string): Describing => ({ status: 'asking', text, stop: () => abort.abort() });
  put(segmentId, asking(''));
  const told = ({ text }: { readonly text: string }) => put(segmentId, asking(text));
  try {
    const answer = await streamedCall('caption.streamed', { signal, told }, (stream) =>
      callEngine('caption.describe', { projectId: open.head.id, segmentId, stream, again }, { signal }),
    );
    put(segmentId, { status: 'answered', ...answer });
  } catch (error) {
    put(segmentId, isCanceled(error) ? null : { status: 'failed', message: errorMessage(error) });
  }
}

/** Takes the answer off the panel. */
export function forgetDescribing(segmentId: SegmentId): void {
  put(segmentId, null);
}

/** One after the other; those that have a prompt are left alone. Null: all of the project. */
export async function describeSegments(segmentIds: readonly SegmentId[] | null): Promise<void> {
  const open = projectNow();
  if (open === null || useDescribing.getState().batch !== null) return;
  const [abort, stream] = [new AbortController(), newId()];
  const stop = () => abort.abort();
  const total = segmentIds?.length ?? open.segments.length;
  useDescribing.setState({ batch: { done: 0, failed: 0, total, segmentId: null, stop } });
  const stopListening = engineNow().on('caption.progressed', ({ stream: of, ...progress }) => {
    if (of === stream) useDescribing.setState({ batch: { ...progress, stop } });
  });
  try {
    const input = { projectId: open.head.id, segmentIds: segmentIds === null ? null : [...segmentIds], stream };
    const { described, skipped, failed, failures } = await callEngine('caption.describeAll', input, { signal: abort.signal });
    const parts = [
      t('prompt.described', { described }),
      ...(skipped > 0 ? [t('prompt.hadPrompt', { skipped })] : []),
      ...(failed > 0 ? [t('prompt.failed', { failed })] : []),
    ];
    notify({
      severity: failed > 0 ? 'warning' : 'success',
      message: t('prompt.segments', { what: parts.join(', ') }),
      details: failures.map(({ name, error }) => `${name}: ${errorText(error)}`),
    });
  } finally {
    stopListening();
    useDescribing.setState({ batch: null });
  }
}

function put(segmentId: SegmentId, describing: Describing | null): void {
  useDescribing.setState(({ bySegment }) => {
    const next = new Map(bySegment);
    if (describing === null) next.delete(segmentId);
    else next.set(segmentId, describing);
    return { bySegment: next };
  });
}
