import { app, powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import { confirmsClosing } from './main-window.ts';
import type { Studio } from './studio.ts';

/** How the studio ends: windows are asked, what is open is kept in mind, and the engine closes its projects. */
export function endInOrder(studio: Studio): void {
  app.on('before-quit', () => {
    studio.quitting = true;
    studio.session.ends(studio.windows.all());
  });
  app.on('window-all-closed', () => app.quit());
  closeEngineBeforeQuitting(studio);
  endWithTheSystem(studio);
}

/** The jobs of a window that is closed beside others go on, and its project closes after them; only the end of all interrupts them. */
export function mayClose(studio: Studio, window: BrowserWindow): boolean {
  const open = studio.windows.all();
  if (studio.staysOpen) return false;
  const endsAll = studio.quitting || open.length === 1;
  if (studio.mayEndJobs || !endsAll || open.every(({ runningFraction }) => runningFraction < 0)) {
    // The last window takes the studio with it.
    if (endsAll) studio.session.ends(open);
    return true;
  }
  studio.mayEndJobs = confirmsClosing(window);
  if (studio.mayEndJobs) {
    studio.session.ends(open);
  } else {
    // Quitting closes all windows in one go, and none shall go, nor ask again.
    studio.staysOpen = true;
    studio.quitting = false;
    studio.session.goesOn();
    setImmediate(() => (studio.staysOpen = false));
  }
  return studio.mayEndJobs;
}

/** Quitting waits until the engine has stopped its jobs and closed its projects. */
function closeEngineBeforeQuitting(studio: Studio): void {
  app.on('will-quit', (event) => {
    const { engine } = studio;
    if (engine === null) return;
    event.preventDefault();
    studio.engine = null;
    void engine.close().finally(() => app.quit());
  });
}

/** Jobs are stopped and projects closed as ever, but nothing is asked. */
function endWithTheSystem(studio: Studio): void {
  const end = (): void => {
    studio.mayEndJobs = true;
    app.quit();
  };
  // Not before: Electron's own handlers, which ask, are set up on the way there.
  void app.whenReady().then(() => {
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    powerMonitor.on('shutdown', end);
  });
}
