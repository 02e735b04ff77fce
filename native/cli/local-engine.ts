import { connectEngine } from '../contract/index.ts';
import type { EngineClient, RpcPort } from '../contract/index.ts';
import { createEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import { serveEngine } from '../engine/rpc-server.ts';
import { launchNodeCompute } from '../jobs/compute-port-node.ts';
import { appPaths } from '../util/app-paths.ts';
import { captionKeyOf } from '../util/caption-key.ts';
import { readAppVersion } from './app-version.ts';

export interface LocalEngine {
  readonly engine: Engine;
  /** Speaks to it through the same validated door as a window does. */
  readonly client: EngineClient;
  readonly close: () => Promise<void>;
}

/** The engine, inside this process. */
export async function openLocalEngine(): Promise<LocalEngine> {
  const paths = appPaths();
  const captionKey = captionKeyOf(process.env);
  const engine = await createEngine({ appVersion: readAppVersion(), ...paths, launchCompute: launchNodeCompute, captionKey });
  const [engineEnd, clientEnd] = portPair();
  serveEngine(engine, engineEnd);
  const client = connectEngine(clientEnd);
  return {
    engine,
    client,
    close: async () => {
      client.close();
      await engine.close();
    },
  };
}

/** Two ends of a line within one process. Messages are copied, as any real line would. */
function portPair(): [RpcPort, RpcPort] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const closeListeners: (() => void)[] = [];
  let open = true;
  const end = (own: 0 | 1): RpcPort => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (open) for (const listener of listeners[own === 0 ? 1 : 0]) listener(copy);
      });
    },
    onMessage: (listener) => listeners[own].push(listener),
    onClose: (listener) => closeListeners.push(listener),
    close: () => {
      if (!open) return;
      open = false;
      for (const listener of closeListeners) listener();
    },
  });
  return [end(0), end(1)];
}
