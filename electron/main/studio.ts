import type { EngineProcess } from './engine-process.ts';
import type { Session } from './session.ts';
import type { StudioWindow, StudioWindows } from './studio-windows.ts';

/** One engine, and windows that are each joined to it by a line of their own. */
export interface Studio {
  readonly windows: StudioWindows;
  readonly session: Session<StudioWindow>;
  engine: EngineProcess | null;
  /** Came before the first window. */
  readonly paths: string[];
  /** Whether jobs go on: they run elsewhere, nobody is there to answer (logout, Ctrl-C), or the user has said that they may end. */
  mayEndJobs: boolean;
  /** All windows are being closed. */
  quitting: boolean;
  /** The user has just said that it shall not end. */
  staysOpen: boolean;
}
