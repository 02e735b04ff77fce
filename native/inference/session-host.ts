import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromSession, ToSession } from './session-protocol.ts';

/** A packaged Electron cannot start a plain Node process: its fuse RunAsNode is off. */
export const livesInElectron = 'electron' in process.versions;

/** Where one session lives: a thread or a process running `session-worker.ts`. */
export interface SessionHost {
  readonly post: (message: ToSession, transfer: readonly ArrayBuffer[]) => void;
  readonly onMessage: (listener: (message: FromSession) => void) => void;
  /** Called once. `reason` is for people: "signal SIGSEGV", "exit code 1". */
  readonly onEnd: (listener: (reason: string) => void) => void;
  /** Ends it: a process at once; a thread when what it does is over, unheard, and told as ended at once. */
  readonly kill: () => void;
}

export function startSessionThread(): SessionHost {
  const worker = new Worker(workerUrl(), { execArgv: [], stdout: false, stderr: false });
  let failure: string | null = null;
  let end: (reason: string) => void = () => undefined;
  worker.on('error', (error) => (failure = error instanceof Error ? error.message : String(error)));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    // The worker is our own code: its messages are trusted to have their shape.
    onMessage: (listener) => worker.on('message', (message) => listener(message as FromSession)),
    onEnd: (listener) => {
      let told = false;
      end = (reason) => {
        if (!told) listener(reason);
        told = true;
      };
      worker.on('exit', (code) => end(failure ?? `exit code ${code}`));
    },
    kill: () => {
      // Not `terminate`: ONNX Runtime's addon, called back by a thread that is being ended, aborts the whole process (Napi::Error).
      worker.postMessage({ kind: 'close' } satisfies ToSession);
      end('it was ended');
    },
  };
}

/** Copies what it is sent; what a driver prints while it is tried goes nowhere. */
export function startSessionProcess(): SessionHost {
  const child = fork(fileURLToPath(workerUrl()), [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    post: (message) => {
      // A process that just died closes the channel before its exit is told; the exit is what counts.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromSession)),
    onEnd: (listener) => {
      child.on('exit', (code, signal) => listener(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`));
      child.on('error', (error) => listener(error.message));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** `session-worker.ts` beside this source, or `session-worker.js` beside the bundle that holds this code. */
function workerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './session-worker.ts' : './session-worker.js';
  return new URL(name, import.meta.url);
}
