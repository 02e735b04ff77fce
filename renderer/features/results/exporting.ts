import { create } from 'zustand';
import type { MethodOutput, OutputSettings, Run } from '../../../native/contract/index.ts';
import { countText } from '../../components/quantity-words.ts';
import { callEngine, errorMessage, isCanceled } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { streamedCall } from '../../engine/streamed-call.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';

/** A result that is exported, and how far that is. */
export interface ExportItem {
  readonly run: Run;
  readonly name: string;
  readonly state: ExportState;
}

export type ExportState =
  | { readonly status: 'waiting' | 'stopped' }
  | { readonly status: 'writing'; readonly stage: string; readonly fraction: number }
  | { readonly status: 'done'; readonly written: MethodOutput<'run.export'> }
  | { readonly status: 'failed'; readonly message: string };

/** Files that are written of results, one after the other. It goes on while the dialog is closed. */
export interface Exporting {
  readonly dialogOpen: boolean;
  readonly status: 'choosing' | 'writing' | 'ended';
  readonly items: readonly ExportItem[];
  /** All that are not written yet. */
  readonly stop: () => void;
  /** One of them; the others are written. */
  readonly stopOne: (run: Run['id']) => void;
}

export const useExporting = create<Exporting>()(() => ({
  dialogOpen: false,
  status: 'choosing',
  items: [],
  stop: () => undefined,
  stopOne: () => undefined,
}));

/** What the queue shows: exports that were started; none while it is still being chosen what to write. */
export function startedExports({ status, items }: Pick<Exporting, 'status' | 'items'>): readonly ExportItem[] {
  return status === 'choosing' ? [] : items;
}

export function isUnwritten({ state }: ExportItem): boolean {
  return state.status === 'waiting' || state.status === 'writing';
}

/** Shows the dialog for these results; while files are being written, for those. */
export function chooseExport(runs: readonly Run[]): void {
  if (useExporting.getState().status === 'writing') {
    useExporting.setState({ dialogOpen: true });
    return;
  }
  const names = new Map(projectNow()?.segments.map(({ id, name }) => [id, name]));
  const items = runs.map((run) => ({ run, name: nameOf(run, names), state: { status: 'waiting' } as const }));
  useExporting.setState({ dialogOpen: true, status: 'choosing', items });
}

function nameOf(run: Run, names: ReadonlyMap<string, string>): string {
  return (run.segmentId === null ? undefined : names.get(run.segmentId)) ?? t('results.deletedSegment');
}

interface ExportWish {
  readonly outputOf: (run: Run) => OutputSettings;
  /** Null: beside the project file. */
  readonly directory: string | null;
}

/** One that fails does not stop the others. */
export async function exportItems({ outputOf, directory }: ExportWish): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const { items } = useExporting.getState();
  const aborts = new Map(items.map(({ run }) => [run.id, new AbortController()]));
  const put = (id: Run['id'], state: ExportState): void =>
    useExporting.setState((now) => ({ items: now.items.map((item) => (item.run.id === id ? { ...item, state } : item)) }));
  const stopOne = (id: Run['id']): void => {
    aborts.get(id)?.abort();
    const stopped = useExporting.getState().items.find(({ run }) => run.id === id);
    // What is being written says itself when it has ended and its file is gone.
    if (stopped?.state.status === 'waiting') put(id, { status: 'stopped' });
  };
  const stop = (): void => items.forEach(({ run }) => stopOne(run.id));
  useExporting.setState({ status: 'writing', stop, stopOne });
  try {
    for (const { run } of items) {
      const signal = aborts.get(run.id)!.signal;
      if (signal.aborted) continue;
      const told = (progress: { readonly stage: string; readonly fraction: number }) => put(run.id, { status: 'writing', ...progress });
      told({ stage: t('jobs.starting'), fraction: 0 });
      try {
        const input = { projectId: open.head.id, id: run.id, output: outputOf(run), directory };
        const written = await streamedCall('run.exported', { signal, told }, (stream) =>
          callEngine('run.export', { ...input, stream }, { signal }),
        );
        put(run.id, { status: 'done', written });
      } catch (error) {
        put(run.id, isCanceled(error) ? { status: 'stopped' } : { status: 'failed', message: errorMessage(error) });
      }
    }
  } finally {
    useExporting.setState({ status: 'ended' });
    tellEnd();
  }
}

/** For a dialog that was closed meanwhile. */
function tellEnd(): void {
  const { dialogOpen, items } = useExporting.getState();
  if (dialogOpen) return;
  const failed = items.filter(({ state }) => state.status === 'failed').length;
  const done = items.filter(({ state }) => state.status === 'done').length;
  // Who cancelled all of them in the queue has seen it there.
  if (failed + done === 0) return;
  notify({
    severity: failed > 0 ? 'error' : 'success',
    message:
      failed > 0
        ? t('results.failed2', { failed, counted: countText(items.length, 'export') })
        : t('results.exportedChecked3', { counted: countText(done, 'result') }),
    action: { label: t('results.showReport2'), run: () => useExporting.setState({ dialogOpen: true }) },
  });
}
