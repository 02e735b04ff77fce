import type { RemoteEngine } from './launch-options.ts';

/** Where the built window is served, and its only origin. */
export const pageOrigin = 'app://interweave';

/**
 * Files of our own, pictures of the cache, and nothing else. Styles may be inline, because the UI toolkit writes them
 * into the page; scripts may not. With an engine elsewhere, its socket and its pictures are let in, and no other host.
 */
export function contentSecurityPolicy(remoteEngine: RemoteEngine | null): string {
  const { sockets, pictures } = sourcesOf(remoteEngine);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    `img-src 'self' data: blob: ${pictures}`,
    `media-src 'self' blob: ${pictures}`,
    `connect-src 'self' ${sockets}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

function sourcesOf(remoteEngine: RemoteEngine | null): { readonly sockets: string; readonly pictures: string } {
  if (remoteEngine === null) return { sockets: 'media:', pictures: 'media:' };
  const { protocol, host } = new URL(remoteEngine.url);
  const pictures = `${protocol === 'wss:' ? 'https' : 'http'}://${host}`;
  // Parts of proxies are asked for over HTTP too; and pictures, to tell a wrong token from an engine that is away.
  return { sockets: `${protocol}//${host} ${pictures}`, pictures };
}
