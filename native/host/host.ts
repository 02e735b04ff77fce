import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../contract/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createGuard } from './guard.ts';
import { serveMedia } from './media-route.ts';
import { targetOf } from './request-target.ts';
import { serveSockets } from './socket-server.ts';
import { serveStatic } from './static-files.ts';

export interface HostOptions {
  readonly engine: Engine;
  /** The address to listen on; anything but the loopback lets other machines in. */
  readonly hostname: string;
  /** 0: any free one. */
  readonly port: number;
  readonly token: string;
  /** The built window: `index.html` and what it loads. */
  readonly rendererDir: string;
}

export interface Host {
  /** Where a browser opens the studio, token included. */
  readonly url: string;
  /** Where a window elsewhere attaches (`--engine`); it needs the token too. */
  readonly wsUrl: string;
  readonly port: number;
  /** Ends all connections; the engine itself stays. */
  readonly close: () => Promise<void>;
}

/** Serves an engine without a window: the studio's page, the pictures of the cache, and the engine itself over WebSockets. */
export async function startHost({ engine, hostname, port, token, rendererDir }: HostOptions): Promise<Host> {
  const guard = createGuard({ hostname, token });
  const server = createServer((request, response) => {
    const refusal = guard.refuseHost(request);
    if (refusal !== null) return answer(response, refusal.status, refusal.message);
    const target = targetOf(request);
    if (target === null) return answer(response, 400, 'This is not an address. Open the one that the engine printed.');
    const { pathname, searchParams } = target;
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'Only GET and HEAD are answered here.');
    const work = pathname.startsWith('/media/')
      ? serveMedia(request, response, { engine, guard, key: pathname.slice('/media/'.length), token: searchParams.get('token') })
      : serveStatic(request, response, { pathname, rendererDir });
    work.catch(() => (response.headersSent ? response.destroy() : answer(response, 500, 'Something went wrong while reading the file.')));
  });
  const sockets = serveSockets(server, { engine, guard });
  await listen(server, { hostname, port });
  const actual = (server.address() as AddressInfo).port;
  const shown = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${actual}`;
  return {
    url: `http://${shown}/#token=${encodeURIComponent(token)}`,
    wsUrl: `ws://${shown}/engine`,
    port: actual,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' }).end(`${message}\n`);
}

function listen(server: Server, { hostname, port }: { readonly hostname: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, hostname, port)));
    server.listen(port, hostname, resolve);
  });
}

function listenError(error: NodeJS.ErrnoException, hostname: string, port: number): AppError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new AppError('conflict', `Port ${port} of ${hostname} is in use. Choose another port.`, error);
    case 'EACCES':
      return new AppError('no-permission', `This account may not listen on port ${port}. Choose one above 1023.`, error);
    default:
      return new AppError(
        'bad-input',
        `Nothing can listen on ${hostname}, port ${port} (${error.code ?? error.message}). Choose an address of this machine.`,
        error,
      );
  }
}
