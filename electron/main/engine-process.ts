import { join } from 'node:path';
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { FromEngineProcess, ToEngineProcess } from '../process-messages.ts';
import { createComputeProcesses } from './compute-processes.ts';
import { exitWords, killAtOnce } from './utility-exit.ts';

/** Stopping jobs may take three seconds, closing projects a moment; then it is killed. */
const CLOSE_GRACE_MS = 8000;
/** An engine that ends so often within the span is not started again by itself. */
const CRASH_LIMIT = 3;
const CRASH_SPAN_MS = 60_000;

export interface EngineProcessOptions {
  /** Where the bundles are. */
  readonly appDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** The key for captions of an origin, from the system's key store; null where there is none. */
  readonly captionKey: (origin: string) => Promise<string | null>;
  /** A job runs, or none does any more. */
  readonly onWorking: (working: boolean) => void;
  readonly onRestart: (message: string) => void;
  /** It keeps ending. `start` tries again. */
  readonly onGiveUp: (message: string) => void;
}

export interface EngineProcess {
  /** A new line to it, for a window; null while it is given up. */
  readonly connect: () => MessagePortMain | null;
  /** The folder that `media://` serves from; waits until the engine is there. */
  readonly cacheDir: () => Promise<string>;
  readonly pid: () => number | undefined;
  /** Again, after it was given up. */
  readonly start: () => void;
  /** Waits until its jobs are stopped and its projects closed, but not for ever. */
  readonly close: () => Promise<void>;
}

/** Forks the engine and keeps it there: started again when it ends unexpectedly. */
export function startEngineProcess({ appDir, env, captionKey, onWorking, onRestart, onGiveUp }: EngineProcessOptions): EngineProcess {
  let child: UtilityProcess | null = null;
  let closing = false;
  let crashTimes: readonly number[] = [];
  let foundCache: (path: string) => void = () => undefined;
  const cacheDir = new Promise<string>((resolve) => (foundCache = resolve));

  const start = (): void => {
    const fresh = utilityProcess.fork(join(appDir, 'engine.js'), [], { serviceName: 'Interweave engine', env: { ...env } });
    const computes = createComputeProcesses({ entry: join(appDir, 'compute-electron.js'), env, engine: fresh });
    child = fresh;
    // The engine is our own code: its messages are trusted to have their shape.
    fresh.on('message', (message: FromEngineProcess) => {
      switch (message.kind) {
        case 'ready':
          foundCache(message.cacheDir);
          return;
        case 'working':
          onWorking(message.working);
          return;
        case 'launch-compute':
          computes.launch(message.id);
          return;
        case 'kill-compute':
          computes.kill(message.id);
          return;
        case 'need-caption-key':
          void captionKey(message.origin).then((key) => {
            // It may have ended meanwhile; its successor asks for itself.
            if (child === fresh) fresh.postMessage({ kind: 'caption-key', id: message.id, key } satisfies ToEngineProcess);
          });
      }
    });
    fresh.once('exit', (code) => {
      computes.killAll();
      child = null;
      onWorking(false);
      if (!closing) crashed(exitWords(code));
    });
  };

  const crashed = (reason: string): void => {
    const now = Date.now();
    crashTimes = [...crashTimes.filter((time) => now - time < CRASH_SPAN_MS), now];
    if (crashTimes.length >= CRASH_LIMIT) {
      crashTimes = [];
      return onGiveUp(`The engine ended ${CRASH_LIMIT} times within a minute (${reason}).`);
    }
    start();
    onRestart(
      `The engine ended unexpectedly (${reason}) and was started again. Restores go on from their last saved frames, exports start over.`,
    );
  };

  start();
  return {
    connect: () => {
      if (child === null) return null;
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: 'connect' } satisfies ToEngineProcess, [port1]);
      return port2;
    },
    cacheDir: () => cacheDir,
    pid: () => child?.pid,
    start: () => {
      if (child === null) start();
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const last = child;
        if (last === null) return resolve();
        const timer = setTimeout(() => killAtOnce(last), CLOSE_GRACE_MS);
        last.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        last.postMessage({ kind: 'close' } satisfies ToEngineProcess);
      }),
  };
}
