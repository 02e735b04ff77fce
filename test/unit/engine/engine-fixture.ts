import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { connectEngine } from '../../../native/contract/index.ts';
import type { EngineClient, RpcPort } from '../../../native/contract/index.ts';
import { createEngine } from '../../../native/engine/engine.ts';
import type { EngineOptions } from '../../../native/engine/engine-parts.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { serveEngine } from '../../../native/engine/rpc-server.ts';
import { launchNodeCompute } from '../../../native/jobs/compute-port-node.ts';
import { packagesDir, sampleClip, sharedWeightsDir } from '../jobs/queue-fixture.ts';

/** The real engine, with a cache and data of its own below `folder`. */
export function openTestEngine(
  folder: string,
  options: Partial<Pick<EngineOptions, 'ffmpegPath' | 'packagesDir' | 'weightsDir' | 'captionKey'>> = {},
): Promise<Engine> {
  return createEngine({
    appVersion: 'test',
    packagesDir,
    sampleClip,
    weightsDir: sharedWeightsDir,
    cacheDir: join(folder, 'cache'),
    dataDir: join(folder, 'data'),
    launchCompute: launchNodeCompute,
    ...options,
  });
}

/** A window: its end of a real message channel, joined to typed calls. */
export function openWindow(engine: Parameters<typeof serveEngine>[0]): EngineClient {
  const { port1, port2 } = new MessageChannel();
  serveEngine(engine, rpcPort(port1));
  return connectEngine(rpcPort(port2));
}

/** A window that says whatever it likes. `received` holds every message that came. */
export interface RawWindow {
  readonly port: RpcPort;
  readonly received: unknown[];
  /** Resolves with the first message that `wanted` accepts, also one that came already. */
  readonly message: (wanted: (message: unknown) => boolean) => Promise<unknown>;
}

export function openRawWindow(engine: Parameters<typeof serveEngine>[0]): RawWindow {
  const { port1, port2 } = new MessageChannel();
  serveEngine(engine, rpcPort(port1));
  return rawWindow(rpcPort(port2));
}

export function rawWindow(port: RpcPort): RawWindow {
  const received: unknown[] = [];
  const waiting = new Set<() => void>();
  port.onMessage((message) => {
    received.push(message);
    for (const look of waiting) look();
  });
  return {
    port,
    received,
    message: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.find(wanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export function answerTo(id: number): (message: unknown) => boolean {
  return (message) => typeof message === 'object' && message !== null && 'id' in message && message.id === id;
}

export function rpcPort(port: MessagePort): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}
