import { create } from 'zustand';
import type { MethodOutput } from '../../../native/contract/index.ts';
import { callEngine, errorMessage, isCanceled } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { streamedCall } from '../../engine/streamed-call.ts';
import { t } from '../../i18n/words.ts';
import { chooseFolder } from '../files/choose-paths.ts';

export type Collecting =
  | { readonly status: 'idle' }
  | {
      readonly status: 'copying';
      /** Null until the engine has added up what there is. */
      readonly progress: { readonly file: string; readonly copiedBytes: number; readonly totalBytes: number } | null;
      readonly stop: () => void;
    }
  | { readonly status: 'done'; readonly collected: MethodOutput<'project.collect'> }
  | { readonly status: 'failed'; readonly message: string; readonly directory: string };

export const useCollecting = create<{ readonly collecting: Collecting }>()(() => ({ collecting: { status: 'idle' } }));

export async function chooseAndCollect(): Promise<void> {
  if (useCollecting.getState().collecting.status === 'copying') return;
  const directory = await chooseFolder(t('project.collectProjectFilesInto'));
  if (directory !== null) await collectInto(directory);
}

async function collectInto(directory: string): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const abort = new AbortController();
  const { signal } = abort;
  const stop = () => abort.abort();
  const show = (collecting: Collecting) => useCollecting.setState({ collecting });
  show({ status: 'copying', progress: null, stop });
  const told = (progress: Extract<Collecting, { status: 'copying' }>['progress']) => show({ status: 'copying', progress, stop });
  try {
    const collected = await streamedCall('project.collected', { signal, told }, (stream) =>
      callEngine('project.collect', { projectId: open.head.id, directory, stream }, { signal }),
    );
    show({ status: 'done', collected });
  } catch (error) {
    show(isCanceled(error) ? { status: 'idle' } : { status: 'failed', message: errorMessage(error), directory });
  }
}
