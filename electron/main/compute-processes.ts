import { MessageChannelMain, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { ToEngineProcess } from '../process-messages.ts';
import { exitWords, killAtOnce } from './utility-exit.ts';

/** The compute processes of one engine process: only main can start them. */
export interface ComputeProcesses {
  readonly launch: (id: number) => void;
  readonly kill: (id: number) => void;
  readonly killAll: () => void;
}

export function createComputeProcesses({
  entry,
  env,
  engine,
}: {
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets the other end of each line. */
  readonly engine: UtilityProcess;
}): ComputeProcesses {
  const running = new Map<number, UtilityProcess>();
  const tellEngine = (message: ToEngineProcess) => engine.postMessage(message);

  return {
    launch: (id) => {
      const child = utilityProcess.fork(entry, [], { serviceName: 'Interweave compute', env: { ...env } });
      running.set(id, child);
      child.once('spawn', () => {
        const { port1, port2 } = new MessageChannelMain();
        child.postMessage(null, [port1]);
        engine.postMessage({ kind: 'compute-started', id, pid: child.pid } satisfies ToEngineProcess, [port2]);
      });
      child.once('exit', (code) => {
        running.delete(id);
        tellEngine({ kind: 'compute-exited', id, reason: exitWords(code) });
      });
    },
    kill: (id) => {
      const child = running.get(id);
      if (child !== undefined) killAtOnce(child);
    },
    killAll: () => {
      for (const child of running.values()) killAtOnce(child);
    },
  };
}
