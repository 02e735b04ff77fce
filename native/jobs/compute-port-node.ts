import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ComputePort, FromCompute } from './compute-port.ts';

/**
 * Starts a compute process by `child_process.fork`: for the command line, the headless host and tests.
 * It leads a process group of its own, so that Ctrl-C in a terminal reaches the engine alone (which cancels
 * cleanly) and so that killing it takes its ffmpeg processes along.
 */
export function launchNodeCompute(): ComputePort {
  const ownGroup = process.platform !== 'win32';
  const child = fork(fileURLToPath(computeEntryUrl()), [], {
    serialization: 'advanced',
    execArgv: [],
    detached: ownGroup,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const killGroup = (): void => {
    if (ownGroup && child.pid !== undefined) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // ESRCH: the whole group has ended.
      }
    }
    child.kill('SIGKILL');
  };
  return {
    pid: child.pid,
    post: (message) => {
      // A process that just died closes the channel before its exit is told; the exit is what counts.
      if (child.connected) child.send(message, () => undefined);
    },
    // The compute process is our own code: its messages are trusted to have their shape.
    onMessage: (listener) => child.on('message', (message) => listener(message as FromCompute)),
    onExit: (listener) => {
      let told = false;
      const tell = (reason: string): void => {
        if (told) return;
        told = true;
        killGroup();
        listener(reason);
      };
      child.on('exit', (code, signal) => tell(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`));
      child.on('error', (error) => tell(error.message));
    },
    kill: killGroup,
  };
}

/** `compute-entry.ts` beside this source, or `compute.js` beside the bundle that holds this code. */
function computeEntryUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './compute-entry.ts' : './compute.js';
  return new URL(name, import.meta.url);
}
