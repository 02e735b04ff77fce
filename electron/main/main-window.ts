import { join } from 'node:path';
import { BrowserWindow, dialog, screen } from 'electron';
import { t } from '../../renderer/i18n/words.ts';
import { saveState } from './state-file.ts';
import { minimumSize, placeWindow, readWindowState } from './window-state.ts';
import type { WindowState } from './window-state.ts';

/** The theme's darkest surface: what is seen before the page has painted. */
const backgroundColor = '#0e1014';
/** So that the title of the window below stays in sight. */
const cascadePx = 32;
/** A page that dies at once after a reload is not reloaded again. */
const RELOAD_PAUSE_MS = 10_000;

export interface MainWindowOptions {
  readonly appDir: string;
  readonly pageUrl: string;
  /** Where the place of the one that was closed last is kept. */
  readonly statePath: string;
  /** Where it was when it was open before; null: as below. */
  readonly place: WindowState | null;
  /** A second window is laid beside the one in front, a little down and to the right; the first where the last one was. */
  readonly beside: BrowserWindow | null;
  /** False keeps it open: closing may interrupt jobs, and the user is asked. */
  readonly mayClose: (window: BrowserWindow) => boolean;
}

/** A window of the studio: sandboxed, where the last one was. */
export function openMainWindow({ appDir, pageUrl, statePath, place: known, beside, mayClose }: MainWindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const screens = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
  const place = placeWindow(known ?? (beside === null ? readWindowState(statePath) : shifted(beside)), screens);
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Interweave',
    icon: join(appDir, 'icon.png'),
    backgroundColor,
    show: false,
    webPreferences: {
      preload: join(appDir, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // It would fetch dictionaries from elsewhere.
      spellcheck: false,
    },
  });
  if (place.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  // The window's title is what it says over the host channel.
  window.on('page-title-updated', (event) => event.preventDefault());
  // Windows: the session ends, and a question would only hold it up.
  let sessionEnds = false;
  window.on('query-session-end', () => (sessionEnds = true));
  window.on('close', (event) => {
    saveState(statePath, placeOf(window));
    if (!sessionEnds && !mayClose(window)) event.preventDefault();
  });
  reloadAfterCrash(window);
  void window.loadURL(pageUrl);
  return window;
}

export function placeOf(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
}

function shifted(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return { bounds: { x: x + cascadePx, y: y + cascadePx, width, height }, maximised: false };
}

/** Clicking the close button during work of hours may be a slip. */
export function confirmsClosing(window: BrowserWindow): boolean {
  const chosen = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: t('shell.jobsAreRunning'),
    detail: t('shell.closingStopsThem'),
    buttons: [t('shell.keepOpen'), t('shell.close')],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === 1;
}

/** The engine and its jobs live elsewhere, so a new page loses nothing but the view. */
function reloadAfterCrash(window: BrowserWindow): void {
  let lastReload = 0;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The window's process ended: ${reason} (${exitCode})`);
    if (Date.now() - lastReload < RELOAD_PAUSE_MS) {
      dialog.showErrorBox(t('shell.windowCannotBeShown'), t('shell.pageEndedTwice', { reason }));
      window.destroy();
      return;
    }
    lastReload = Date.now();
    window.webContents.reload();
  });
}
