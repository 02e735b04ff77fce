/** What the compute process runs when it is a utility process of Electron: its line to the engine comes as the first message. */
import { serveCompute } from '../native/jobs/compute-server.ts';
import type { ToCompute } from '../native/jobs/compute-port.ts';

// Ctrl-C in a terminal reaches the whole process group; the engine says when to stop.
process.on('SIGINT', () => undefined);
process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) throw new Error('Main started a compute process without a port.');
  serveCompute({
    post: (message) => port.postMessage(message),
    // The engine is our own code: its messages are trusted to have their shape.
    onMessage: (listener) => port.on('message', (event) => listener(event.data as ToCompute)),
    onClose: (listener) => port.on('close', listener),
  });
  port.start();
});
