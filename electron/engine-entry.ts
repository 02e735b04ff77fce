/** What the engine's utility process runs: the one file that joins Electron and the engine. */
import type { MessagePortMain } from 'electron';
import type { Job, RpcPort } from '../native/contract/index.ts';
import { createEngine } from '../native/engine/engine.ts';
import type { Engine } from '../native/engine/engine.ts';
import { serveEngine } from '../native/engine/rpc-server.ts';
import { captionKeyOf } from '../native/util/caption-key.ts';
import type { ComputePort, FromCompute, ToCompute } from '../native/jobs/compute-port.ts';
import { appPaths } from '../native/util/app-paths.ts';
import type { FromEngineProcess, ToEngineProcess } from './process-messages.ts';

const parent = process.parentPort;
const computes = createComputes();
const paths = appPaths();
const captionKeys = createCaptionKeys();
const starting = createEngine({
  ...paths,
  appVersion: process.env['INTERWEAVE_APP_VERSION'] ?? 'unknown',
  launchCompute: computes.launch,
  captionKey: captionKeys.ask,
});

// Ctrl-C in a terminal reaches the whole process group; main hears it too and closes us in order.
process.on('SIGINT', () => undefined);
// Listening before the engine is there, because main does not wait to connect the window.
parent.on('message', (event) => {
  // Main is our own code: its messages are trusted to have their shape.
  const message = event.data as ToEngineProcess;
  const [port] = event.ports;
  switch (message.kind) {
    case 'connect':
      if (port !== undefined) void starting.then((engine) => serveEngine(engine, rpcPort(port)));
      return;
    case 'compute-started':
      if (port !== undefined) computes.started(message, port);
      return;
    case 'compute-exited':
      computes.exited(message);
      return;
    case 'caption-key':
      captionKeys.answered(message);
      return;
    case 'close':
      void starting.then((engine) => engine.close()).finally(() => process.exit(0));
  }
});
tellWork(await starting);
tellMain({ kind: 'ready', cacheDir: paths.cacheDir });

function tellMain(message: FromEngineProcess): void {
  parent.postMessage(message);
}

/** Main keeps the machine awake meanwhile. */
function tellWork({ onEvent }: Engine): void {
  const running = new Set<string>();
  onEvent((name, payload) => {
    if (name !== 'job.changed' && name !== 'job.forgotten') return;
    // The engine's own event, not one of a window's.
    const { id, state } = payload as { readonly id: string; readonly state?: Job['state'] };
    const before = running.size > 0;
    if (state === 'running') running.add(id);
    else running.delete(id);
    const working = running.size > 0;
    if (working !== before) tellMain({ kind: 'working', working });
  });
}

function rpcPort(port: MessagePortMain): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}

interface AskedCompute {
  pid: number | undefined;
  port: MessagePortMain | null;
  /** Said before the process was there. */
  readonly unsent: ToCompute[];
  readonly onMessage: Set<(message: FromCompute) => void>;
  readonly onExit: Set<(reason: string) => void>;
}

/** Compute processes, which only main can start. They are usable at once: what is said early is kept until their port comes. */
function createComputes() {
  const asked = new Map<number, AskedCompute>();
  let nextId = 0;
  return {
    launch: (): ComputePort => {
      const id = nextId++;
      const compute: AskedCompute = { pid: undefined, port: null, unsent: [], onMessage: new Set(), onExit: new Set() };
      asked.set(id, compute);
      tellMain({ kind: 'launch-compute', id });
      return {
        get pid() {
          return compute.pid;
        },
        post: (message) => (compute.port === null ? void compute.unsent.push(message) : compute.port.postMessage(message)),
        onMessage: (listener) => compute.onMessage.add(listener),
        onExit: (listener) => compute.onExit.add(listener),
        kill: () => tellMain({ kind: 'kill-compute', id }),
      };
    },
    started: ({ id, pid }: { readonly id: number; readonly pid: number | undefined }, port: MessagePortMain): void => {
      const compute = asked.get(id);
      if (compute === undefined) return;
      compute.pid = pid;
      compute.port = port;
      port.on('message', (event) => {
        for (const listener of compute.onMessage) listener(event.data as FromCompute);
      });
      port.start();
      for (const message of compute.unsent.splice(0)) port.postMessage(message);
    },
    exited: ({ id, reason }: { readonly id: number; readonly reason: string }): void => {
      const compute = asked.get(id);
      asked.delete(id);
      for (const listener of compute?.onExit ?? []) listener(reason);
    },
  };
}

/** Main has the system's key store. A key passes through here on its way to one request and is not kept. */
function createCaptionKeys() {
  const fromEnvironment = captionKeyOf(process.env);
  const asked = new Map<number, (key: string | null) => void>();
  let nextId = 0;
  return {
    ask: async (origin: string) => {
      const key = await new Promise<string | null>((resolve) => {
        const id = nextId++;
        asked.set(id, resolve);
        tellMain({ kind: 'need-caption-key', id, origin });
      });
      return key === null ? fromEnvironment() : { key, from: 'key-store' as const };
    },
    answered: ({ id, key }: { readonly id: number; readonly key: string | null }): void => {
      asked.get(id)?.(key);
      asked.delete(id);
    },
  };
}
