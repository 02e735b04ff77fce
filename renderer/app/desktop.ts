import { callHost, useHost } from '../engine/host.ts';
import { workFraction } from '../features/jobs/job-words.ts';
import { openPaths } from '../features/project/open-paths.ts';
import { useJobMap, useProjectState } from '../engine/project-data.ts';
import { notify } from '../state/notice-store.ts';
import { findCommand } from './commands.ts';
import { run, runCommand } from './run-command.ts';
import { said } from '../i18n/said.ts';
import { i18n, languageNow } from '../i18n/words.ts';

/** Joins the window to what is around it: native menu, files from outside, its title and the progress on its icon. */
export function joinDesktop(): void {
  window.app?.onEvent((event) => {
    switch (event.type) {
      case 'command': {
        const command = findCommand(event.id);
        if (command !== undefined) runCommand(command);
        return;
      }
      case 'open-path':
        return run(() => openPaths([event.path]));
      case 'engine-restarted':
        return notify({ severity: 'warning', message: said(event.message) });
    }
  });
  // A file dropped beside the places made for it must not replace the studio.
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => event.preventDefault());

  let title = '';
  useProjectState.subscribe(({ open, pendingEdits, saveError }) => {
    const name = open === null ? 'Interweave' : `${open.project.name} – Interweave`;
    const edited = pendingEdits > 0 || saveError !== null;
    if (title === `${name} ${edited}`) return;
    title = `${name} ${edited}`;
    document.title = name;
    if (hasBridge()) run(() => toldTitle(name, edited));
  });
  tellMenu();
  let shown = -1;
  useJobMap.subscribe(({ jobs }) => {
    const fraction = workFraction([...jobs.values()]) ?? -1;
    if (fraction === shown || !hasBridge()) return;
    shown = fraction;
    run(async () => {
      await callHost('window.setProgress', { fraction });
    });
  });
}

/** The native menu speaks the window's language and names the steps that undo and redo would take. */
function tellMenu(): void {
  let told = '';
  const tell = () => {
    if (!hasBridge()) return;
    const { undo = null, redo = null } = useProjectState.getState().open?.history ?? {};
    const words = { language: languageNow(), undo: undo === null ? null : said(undo), redo: redo === null ? null : said(redo) };
    if (told === JSON.stringify(words)) return;
    told = JSON.stringify(words);
    run(async () => {
      await callHost('window.setMenu', words);
    });
  };
  useHost.subscribe(tell);
  useProjectState.subscribe(tell);
  i18n.on('languageChanged', tell);
}

function hasBridge(): boolean {
  return useHost.getState().bridge !== null;
}

async function toldTitle(title: string, edited: boolean): Promise<void> {
  await callHost('window.setTitle', { title, edited });
}
