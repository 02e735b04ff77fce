import { realpathSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import type { HostEvent } from '../../native/contract/index.ts';
import { channels } from '../channels.ts';
import { isProject, placesOf } from './path-places.ts';
import type { WindowState } from './window-state.ts';

/** A window and what main knows of its page. */
export interface StudioWindow {
  readonly window: BrowserWindow;
  /** The project file that its page shows or was told to open; null: the start screen. */
  project: string | null;
  /** Not yet asked for by the page. */
  waiting: string[];
  /** 0..1 while jobs run, -1 when none do. */
  runningFraction: number;
  /** The page has asked for its line: it is told of events from now on. */
  pageIsReady: boolean;
  /** What undo and redo would do, in the window's words; null: nothing. */
  undo: string | null;
  redo: string | null;
}

export interface StudioWindows {
  /** The one in front first. */
  readonly all: () => readonly StudioWindow[];
  readonly front: () => StudioWindow | undefined;
  readonly ofPage: (contentsId: number) => StudioWindow | undefined;
  /** `place` null: beside the one in front. */
  readonly open: (paths?: readonly string[], place?: WindowState | null) => StudioWindow;
  /** Files from outside, each to the window that it belongs into. */
  readonly openPaths: (paths: readonly string[]) => void;
  /** A project in a window of its own, or in the one that shows it already. */
  readonly openInNew: (path: string) => void;
  /** False when another window shows the project; that one comes to the front. Null: the window shows none any more. */
  readonly claim: (by: StudioWindow, path: string | null) => boolean;
  /** What waits for the page, when it can be told. */
  readonly pageReady: (of: StudioWindow) => void;
}

export interface StudioWindowsOptions {
  readonly openWindow: (at: { readonly place: WindowState | null; readonly beside: BrowserWindow | null }) => BrowserWindow;
  /** Another window is in front, one came or went, or one shows another project. */
  readonly onChange: () => void;
}

/** The windows of the studio: each shows one project, and a project is shown in one. */
export function createStudioWindows({ openWindow, onChange }: StudioWindowsOptions): StudioWindows {
  const windows: StudioWindow[] = [];

  const open = (paths: readonly string[] = [], place: WindowState | null = null): StudioWindow => {
    const window = openWindow({ place, beside: windows[0]?.window ?? null });
    const opened: StudioWindow = {
      window,
      project: paths.find(isProject) ?? null,
      waiting: [...paths],
      runningFraction: -1,
      pageIsReady: false,
      undo: null,
      redo: null,
    };
    windows.unshift(opened);
    const remove = (): void => void windows.splice(windows.indexOf(opened), 1);
    window.on('focus', () => {
      remove();
      windows.unshift(opened);
      onChange();
    });
    window.on('closed', () => {
      remove();
      onChange();
    });
    window.webContents.on('did-start-loading', () => (opened.pageIsReady = false));
    return opened;
  };
  const hand = (to: StudioWindow, paths: readonly string[]): void => {
    // From now on, not only when the page claims it: the next path must not go there too.
    to.project ??= paths.find(isProject) ?? null;
    if (!to.pageIsReady) to.waiting.push(...paths);
    else for (const path of paths) tell(to, { type: 'open-path', path });
  };
  const byId = (id: number): StudioWindow | undefined => windows.find(({ window }) => window.id === id);

  return {
    all: () => [...windows],
    front: () => windows[0],
    ofPage: (contentsId) => windows.find(({ window }) => window.webContents.id === contentsId),
    open,
    openPaths: (paths) => {
      const contents = windows.map(({ window, project, waiting }) => ({ id: window.id, project, waiting }));
      for (const place of placesOf(paths.map(realPlace), contents)) {
        const to = place.type === 'new-window' ? open(place.paths) : byId(place.id);
        if (to === undefined) continue;
        if (place.type === 'hand') hand(to, place.paths);
        focus(to);
      }
    },
    openInNew: (path) => {
      const wanted = realPlace(path);
      focus(windows.find(({ project }) => project === wanted) ?? open([wanted]));
    },
    claim: (by, path) => {
      const wanted = path === null ? null : realPlace(path);
      const other = wanted === null ? undefined : windows.find((each) => each !== by && each.project === wanted);
      if (other === undefined) by.project = wanted;
      else focus(other);
      onChange();
      return other === undefined;
    },
    pageReady: (of) => {
      of.pageIsReady = true;
      hand(of, of.waiting.splice(0));
    },
  };
}

export function tell({ window }: StudioWindow, event: HostEvent): void {
  window.webContents.send(channels.event, event);
}

export function focus({ window }: StudioWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Two ways to one file are one project. A file of another machine is called what it is called there. */
function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
