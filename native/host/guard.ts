import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname as machineName } from 'node:os';

/** The window of the Electron app, when it is attached to this engine. */
export const appOrigin = 'app://interweave';

export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** Who may come in. Each check answers null, or why not. */
export interface Guard {
  /** Against DNS rebinding: a page of another site that made its own name point here says that name. */
  readonly refuseHost: (request: IncomingMessage) => Refusal | null;
  /** Against other sites' pages: they say where they come from. Programs that are no browser say nothing. */
  readonly refuseOrigin: (request: IncomingMessage) => Refusal | null;
  readonly refuseToken: (token: string | null) => Refusal | null;
}

export function createGuard({ hostname, token }: { readonly hostname: string; readonly token: string }): Guard {
  const names = new Set(['localhost', hostname.toLowerCase(), machineName().toLowerCase()]);
  const wanted = digest(token);
  return {
    refuseHost: ({ headers }) => {
      const name = nameOf(headers.host);
      if (name !== null && (isIP(name) !== 0 || names.has(name))) return null;
      return { status: 403, message: 'This engine does not answer under that name. Open the address that it printed.' };
    },
    refuseOrigin: ({ headers }) => {
      const { origin, host } = headers;
      if (origin === undefined || origin === appOrigin || origin === `http://${host ?? ''}`) return null;
      return { status: 403, message: 'Pages of other sites may not speak to this engine. Open the address that it printed.' };
    },
    refuseToken: (given) => {
      // Digests have one length, so the comparison takes the same time whatever was given.
      if (timingSafeEqual(digest(given ?? ''), wanted)) return null;
      return { status: 401, message: 'The token is missing or wrong. Open the whole address that the engine printed.' };
    },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The name in a Host header, without port and brackets. */
function nameOf(host: string | undefined): string | null {
  try {
    return new URL(`http://${host ?? ''}`).hostname.replace(/^\[|\]$/g, '').toLowerCase() || null;
  } catch {
    return null;
  }
}
