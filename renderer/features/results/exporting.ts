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
  readonly stop: () => void;
}

export const useExporting = create<Exporting>()(() => ({ dialogOpen: false, status: 'choosing', items: [], stop: () => undefined }));

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
  const abort = new AbortController();
  const { signal } = abort;
  useExporting.setState({ status: 'writing', stop: () => abort.abort() });
  const { items } = useExporting.getState();
  let current = 0;
  const put = (state: ExportState): void =>
    useExporting.setState((now) => ({ items: now.items.map((item, index) => (index === current ? { ...item, state } : item)) }));
  const told = (progress: { readonly stage: string; readonly fraction: number }) => put({ status: 'writing', ...progress });
  try {
    for (const [index, { run }] of items.entries()) {
      current = index;
      put(abort.signal.aborted ? { status: 'stopped' } : { status: 'writing', stage: t('jobs.starting'), fraction: 0 });
      if (abort.signal.aborted) continue;
      try {
        const input = { projectId: open.head.id, id: run.id, output: outputOf(run), directory };
        const written = await streamedCall('run.exported', { signal, told }, (stream) =>
          callEngine('run.export', { ...input, stream }, { signal }),
        );
        put({ status: 'done', written });
      } catch (error) {
        put(isCanceled(error) ? { status: 'stopped' } : { status: 'failed', message: errorMessage(error) });
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
  notify({
    severity: failed > 0 ? 'error' : 'success',
    message:
      failed > 0
        ? t('results.failed2', { failed, counted: countText(items.length, 'export') })
        : t('results.exportedChecked3', { counted: countText(done, 'result') }),
    action: { label: t('results.showReport2'), run: () => useExporting.setState({ dialogOpen: true }) },
  });
}
