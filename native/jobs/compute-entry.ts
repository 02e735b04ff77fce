/**
 * What the compute process runs when it was forked by Node. Electron's utility process has another kind of
 * parent: its entry calls `serveCompute` with an adapter of its own.
 */
import type { ToCompute } from './compute-port.ts';
import { serveCompute } from './compute-server.ts';

serveCompute({
  post: (message) => {
    if (process.connected) process.send?.(message);
  },
  // The parent is our own engine: its messages are trusted to have their shape.
  onMessage: (listener) => process.on('message', (message) => listener(message as ToCompute)),
  onClose: (listener) => process.on('disconnect', listener),
});
