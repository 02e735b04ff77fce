import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { connectEngine } from '../../../native/contract/index.ts';
import type { EngineClient } from '../../../native/contract/index.ts';

/** An engine in a process of its own, which may be killed. */
export interface ServedEngine {
  readonly client: EngineClient;
  readonly kill: (signal: 'SIGKILL' | 'SIGINT') => Promise<void>;
}

export async function serveEngine(folder: string): Promise<ServedEngine> {
  const entry = fileURLToPath(new URL('../../../native/cli/interweave.ts', import.meta.url));
  const places = { INTERWEAVE_CACHE: `${folder}/cache`, INTERWEAVE_DATA: `${folder}/data` };
  const child = spawn(process.execPath, [entry, 'serve', '--json', '--port', '0'], {
    env: { ...process.env, ...places },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { wsUrl, token } = JSON.parse(line) as { readonly wsUrl: string; readonly token: string };
  const socket = new WebSocket(`${wsUrl}?token=${token}`);
  const client = connectEngine({
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString()))),
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.close(),
  });
  await once(socket, 'open');
  return {
    client,
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
