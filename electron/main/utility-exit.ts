import type { UtilityProcess } from 'electron';

/** How a utility process ended, for people. On Linux and macOS a signal comes as its number. */
export function exitWords(code: number): string {
  return code > 0 && code < 32 && process.platform !== 'win32' ? `exit code or signal ${code}` : `exit code ${code}`;
}

/** Ends it at once. `UtilityProcess.kill` asks (SIGTERM), and a process inside a long inference does not hear. */
export function killAtOnce(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
