import { freshView, rememberedView, useView, type RememberedView } from './view-store.ts';

const keyOf = (projectPath: string) => `interweave.view:${projectPath}`;
const saveAfterMs = 300;

/** What was looked at when the project was last open here; null when it never was or the note cannot be read. */
export function recallView(projectPath: string): Partial<RememberedView> | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(projectPath)) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    return Object.fromEntries(Object.entries(stored).filter(([key]) => key in freshView));
  } catch {
    // A note about where one looked is not worth a message.
    return null;
  }
}

/** Keeps noting where the user looks, until the returned function is called. */
export function rememberView(projectPath: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    localStorage.setItem(keyOf(projectPath), JSON.stringify(rememberedView(useView.getState())));
  };
  const unsubscribe = useView.subscribe(() => {
    timer ??= setTimeout(save, saveAfterMs);
  });
  window.addEventListener('pagehide', save);
  return () => {
    unsubscribe();
    window.removeEventListener('pagehide', save);
    if (timer !== undefined) save();
  };
}
