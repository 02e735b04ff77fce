import { isProject } from './path-places.ts';
import { readState, saveState } from './state-file.ts';
import { isWindowState } from './window-state.ts';
import type { WindowState } from './window-state.ts';

/** A project that a window showed, and where the window was. */
export interface OpenedProject {
  readonly project: string;
  readonly place: WindowState;
}

/** What is kept of the windows from one start to the next. */
interface SessionState {
  /** The user's choice. */
  readonly reopens: boolean;
  /** A start is opening them: one that finds this did not get through the last time. */
  readonly opening: boolean;
  /** The front one first. */
  readonly windows: readonly OpenedProject[];
}

export interface Session<W> {
  /** What a start opens, the front one first: nothing when switched off, or when the last start ended while it opened them. */
  readonly begin: () => readonly OpenedProject[];
  /** They have been open for a while: they do no harm. */
  readonly settled: () => void;
  readonly changed: (windows: readonly W[]) => void;
  /** The studio ends with these windows, which close one after the other from here on. */
  readonly ends: (windows: readonly W[]) => void;
  /** It was to end and does not. */
  readonly goesOn: () => void;
  readonly reopens: () => boolean;
  readonly setReopens: (reopens: boolean) => void;
}

/** Remembers at every change, so that a crash loses no window. `openedOf`: null for a window without a project. */
export function createSession<W>(path: string, openedOf: (window: W) => OpenedProject | null): Session<W> {
  let state = sessionOf(readState(path));
  let ending = false;
  const change = (next: Partial<SessionState>): void => {
    const before = JSON.stringify(state);
    state = { ...state, ...next };
    if (JSON.stringify(state) !== before) saveState(path, state);
  };
  const remember = (windows: readonly W[]): void => {
    if (!ending) change({ windows: windows.map(openedOf).filter((opened) => opened !== null) });
  };
  return {
    begin: () => {
      const windows = state.reopens && !state.opening ? state.windows : [];
      change({ opening: windows.length > 0 });
      return windows;
    },
    settled: () => change({ opening: false }),
    changed: remember,
    ends: (windows) => {
      remember(windows);
      change({ opening: false });
      ending = true;
    },
    goesOn: () => (ending = false),
    reopens: () => state.reopens,
    setReopens: (reopens) => change({ reopens }),
  };
}

/** A file that is not there or damaged holds no windows. */
function sessionOf(saved: unknown): SessionState {
  const { reopens, opening, windows } = typeof saved === 'object' && saved !== null ? (saved as Record<string, unknown>) : {};
  return {
    reopens: reopens !== false,
    opening: opening === true,
    windows: (Array.isArray(windows) ? windows : []).filter(isOpenedProject),
  };
}

function isOpenedProject(value: unknown): value is OpenedProject {
  if (typeof value !== 'object' || value === null || !('project' in value) || !('place' in value)) return false;
  return typeof value.project === 'string' && isProject(value.project) && isWindowState(value.place);
}
