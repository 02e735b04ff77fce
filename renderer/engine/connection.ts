import { create } from 'zustand';
import { AppError, connectEngine, type AppBridge, type EngineClient, type MediaRef, type RpcPort } from '../../native/contract/index.ts';
import { inWindowLanguage } from './spoken-errors.ts';
import { t } from '../i18n/words.ts';

declare global {
  interface Window {
    /** Set by the preload script; absent in a plain browser. */
    readonly app?: AppBridge;
  }
}

/** How the window stands with its engine. `client` and `mediaUrl` of a lost connection are gone: calls would only fail. */
export type Connection =
  | { readonly status: 'connecting' }
  | { readonly status: 'ready'; readonly client: EngineClient; readonly mediaUrl: (ref: MediaRef) => string }
  /** Trying again by itself. */
  | { readonly status: 'lost'; readonly message: string }
  /** Trying again would not help: wrong token, no engine named. */
  | { readonly status: 'refused'; readonly message: string };

export const useConnection = create<Connection>()(() => ({ status: 'connecting' }));

/** The engine, now. Rejecting callers show the error like any other. */
export function engineNow(): EngineClient {
  const connection = useConnection.getState();
  if (connection.status === 'ready') return connection.client;
  throw new AppError('internal', t('engine.noConnection'));
}

/** Where a remote engine or the headless host listens. */
export interface EngineAddress {
  /** `ws://host:port/engine`, or with another path or none. */
  readonly url: string;
  readonly token: string;
}

const retryMs = [250, 500, 1000, 2000, 4000];

/** Connects through the shell's message port, and again whenever a new one arrives (the engine restarted). */
export function connectByPort(bridgeWindow: Window): () => void {
  const take = (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== bridgeWindow || !isPortMessage(event.data) || port === undefined) return;
    const client = inWindowLanguage(connectEngine(messagePort(port)));
    client.onClose(() => {
      const now = useConnection.getState();
      if (now.status === 'ready' && now.client !== client) return;
      useConnection.setState({ status: 'lost', message: t('engine.stopped') }, true);
    });
    useConnection.setState({ status: 'ready', client, mediaUrl: (ref) => `media://cache/${ref.key}` }, true);
  };
  bridgeWindow.addEventListener('message', take);
  bridgeWindow.postMessage({ type: 'interweave-ready' }, bridgeWindow.origin);
  return () => bridgeWindow.removeEventListener('message', take);
}

/** Connects over a WebSocket and keeps trying while the engine is away. */
export function connectBySocket(address: EngineAddress): () => void {
  const socketUrl = new URL(address.url);
  if (socketUrl.pathname === '/' || socketUrl.pathname === '') socketUrl.pathname = '/engine';
  socketUrl.searchParams.set('token', address.token);
  const httpBase = `${socketUrl.protocol === 'wss:' ? 'https' : 'http'}://${socketUrl.host}`;
  const mediaUrl = (ref: MediaRef) => `${httpBase}/media/${ref.key}?token=${encodeURIComponent(address.token)}`;
  let attempt = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | null = null;

  const open = () => {
    socket = new WebSocket(socketUrl);
    const current = socket;
    let opened = false;
    current.addEventListener('open', () => {
      opened = true;
      attempt = 0;
      const client = inWindowLanguage(connectEngine(socketPort(current)));
      useConnection.setState({ status: 'ready', client, mediaUrl }, true);
    });
    current.addEventListener('close', (event) => {
      if (stopped) return;
      void explainClose({ event, opened, httpBase, token: address.token }).then((next) => {
        if (stopped) return;
        useConnection.setState(next, true);
        if (next.status !== 'lost') return;
        timer = setTimeout(open, retryMs[Math.min(attempt, retryMs.length - 1)]);
        attempt += 1;
      });
    });
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}

interface Closing {
  readonly event: CloseEvent;
  readonly opened: boolean;
  readonly httpBase: string;
  readonly token: string;
}

/** A refused upgrade looks like any other failure to a page, so the host is asked over HTTP whether it knows the token. */
async function explainClose({ event, opened, httpBase, token }: Closing): Promise<Connection> {
  const refused: Connection = {
    status: 'refused',
    message: t('engine.tokenRefused', { address: httpBase }),
  };
  if (event.code === 4401 || event.code === 1008) return refused;
  if (!opened) {
    const known = await fetch(`${httpBase}/media/none?token=${encodeURIComponent(token)}`, { method: 'HEAD' }).then(
      (reply) => reply.status !== 401 && reply.status !== 403,
      () => true,
    );
    if (!known) return refused;
  }
  return {
    status: 'lost',
    message: opened ? t('engine.connectionEnded') : t('engine.noAnswer', { address: httpBase }),
  };
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'interweave-engine-port';
}

function messagePort(port: MessagePort): RpcPort {
  const closed = new Set<() => void>();
  port.addEventListener('close', () => closed.forEach((listener) => listener()));
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data));
      port.start();
    },
    onClose: (listener) => closed.add(listener),
    close: () => port.close(),
  };
}

function socketPort(socket: WebSocket): RpcPort {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') listener(JSON.parse(event.data));
      });
    },
    onClose: (listener) => socket.addEventListener('close', () => listener()),
    close: () => socket.close(),
  };
}
