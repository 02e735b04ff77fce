/**
 * A process that does what the engine's own process does at start-up, and prints how long that took: from the start of the
 * process to the engine's hello, and to its first answer.
 */
import { MessageChannel } from 'node:worker_threads';
import { createEngine } from '../../native/engine/engine.ts';
import { serveEngine } from '../../native/engine/rpc-server.ts';
import { launchNodeCompute } from '../../native/jobs/compute-port-node.ts';
import { appPaths } from '../../native/util/app-paths.ts';

const engine = await createEngine({ appVersion: 'bench', ...appPaths(), launchCompute: launchNodeCompute });
const { port1, port2 } = new MessageChannel();
serveEngine(engine, {
  post: (message) => port1.postMessage(message),
  onMessage: (listener) => port1.on('message', listener),
  onClose: (listener) => port1.on('close', listener),
  close: () => port1.close(),
});
let readyMs = 0;
port2.on('message', ({ kind }: { readonly kind: string }) => {
  if (kind === 'hello') {
    readyMs = performance.now();
    port2.postMessage({ kind: 'call', id: 1, method: 'project.recent', input: {} });
  } else {
    console.log(JSON.stringify({ readyMs, answeredMs: performance.now() }));
    port2.close();
    void engine.close();
  }
});
