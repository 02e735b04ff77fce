import { STATUS_CODES } from 'node:http';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '../contract/index.ts';
import type { RpcPort } from '../contract/index.ts';
import type { Engine } from '../engine/engine.ts';
import { serveEngine } from '../engine/rpc-server.ts';
import type { Guard, Refusal } from './guard.ts';
import { targetOf } from './request-target.ts';

/**
 * The bound of a message is the engine's matter, which answers 'too-large'; what is far beyond it ends the
 * connection before it is read.
 */
const MAX_PAYLOAD_BYTES = 4 * MAX_MESSAGE_BYTES;
/** A window that does not read any more must not fill the engine's memory. */
const MAX_WAITING_BYTES = 16 * 2 ** 20;
/** A window that went away without a word (a laptop closed) is noticed after two of these. */
const PING_MS = 30_000;

/** Serves the engine to every window that connects to `/engine?token=...`, any number at once. */
export function serveSockets(
  server: Server,
  { engine, guard }: { readonly engine: Engine; readonly guard: Guard },
): { readonly close: () => void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, stream: Duplex, head) => {
    stream.on('error', () => stream.destroy());
    const target = targetOf(request);
    if (target?.pathname !== '/engine') return refuse(stream, { status: 404, message: 'The engine listens at /engine.' });
    const refusal = guard.refuseHost(request) ?? guard.refuseOrigin(request) ?? guard.refuseToken(target.searchParams.get('token'));
    if (refusal !== null) return refuse(stream, refusal);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      keepAlive(socket);
      serveEngine(engine, socketPort(socket));
    });
  });
  return {
    close: () => {
      for (const socket of sockets.clients) socket.close(1001, 'The engine ends.');
      sockets.close();
    },
  };
}

function refuse(stream: Duplex, { status, message }: Omit<Refusal, 'status'> & { readonly status: number }): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8`;
  stream.end(`${head}\r\nContent-Length: ${Buffer.byteLength(message) + 1}\r\n\r\n${message}\n`);
}

function keepAlive(socket: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  timer.unref();
  socket.on('pong', () => (answered = true));
  socket.on('close', () => clearInterval(timer));
}

/** JSON text both ways. */
function socketPort(socket: WebSocket): RpcPort {
  // Told by `close`, which follows: a message beyond the bound, a broken frame, a lost connection.
  socket.on('error', () => undefined);
  return {
    post: (message) => {
      if (socket.bufferedAmount > MAX_WAITING_BYTES) return socket.terminate();
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) =>
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? null : parseJson(data);
        if (message === null) socket.close(1007, 'Messages are JSON text.');
        else listener(message.value);
      }),
    onClose: (listener) => socket.on('close', () => listener()),
    close: () => socket.close(),
  };
}

function parseJson(data: RawData): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse((data as Buffer).toString('utf8')) };
  } catch {
    return null;
  }
}
