import { create } from 'zustand';
import type { MethodOutput } from '../../../native/contract/index.ts';
import { callEngine, errorMessage, isCanceled } from '../../engine/engine-client.ts';
import { engineNow } from '../../engine/connection.ts';
import { newId } from '../../engine/new-id.ts';
import { projectNow } from '../../engine/project-data.ts';
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
  const directory = await chooseFolder('Collect the project and its files into');
  if (directory !== null) await collectInto(directory);
}

async function collectInto(directory: string): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const [abort, stream] = [new AbortController(), newId()];
  const stop = () => abort.abort();
  const show = (collecting: Collecting) => useCollecting.setState({ collecting });
  show({ status: 'copying', progress: null, stop });
  const stopListening = engineNow().on('project.collected', ({ stream: of, ...progress }) => {
    if (of === stream && !abort.signal.aborted) show({ status: 'copying', progress, stop });
  });
  try {
    const input = { projectId: open.head.id, directory, stream };
    show({ status: 'done', collected: await callEngine('project.collect', input, { signal: abort.signal }) });
  } catch (error) {
    show(isCanceled(error) ? { status: 'idle' } : { status: 'failed', message: errorMessage(error), directory });
  } finally {
    stopListening();
  }
}
