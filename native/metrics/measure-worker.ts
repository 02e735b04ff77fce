/** What the measuring thread runs: computing over pixels would hold up whoever reads the frames. */
import { parentPort } from 'node:worker_threads';
import { buffersOf } from './measure-thread.ts';
import type { FromMeasuring, ToMeasuring } from './measure-thread.ts';
import { openMeters } from './meters.ts';
import type { Meters } from './meters.ts';

const port = parentPort;
if (port === null) throw new Error('measure-worker was started without a parent');
const post = (message: FromMeasuring, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, transfer);

let meters: Meters | null = null;
const handle = async (message: ToMeasuring): Promise<void> => {
  try {
    if (message.kind === 'open') {
      meters = await openMeters(message.setup);
      post({ kind: 'opened', details: meters.details });
    } else if (meters !== null) {
      const values = meters.measure(message.frames);
      const spent = buffersOf(message.frames);
      post({ kind: 'measured', measured: { values, spent } }, spent);
    }
  } catch (error) {
    post({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
};
// The parent is our own code: its messages are trusted to have their shape.
port.on('message', (message: ToMeasuring) => void handle(message));
