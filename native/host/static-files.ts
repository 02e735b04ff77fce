import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mimeTypeOf } from './mime-types.ts';

/**
 * Files of our own only. Styles may be inline, because the UI toolkit writes them into the page; scripts may not.
 * `blob:` and `data:` are pictures that the page itself draws.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), midi=()',
};

/** The built window. It holds no secret, so it needs no token: without one the page can do nothing. */
export async function serveStatic(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, rendererDir }: { readonly pathname: string; readonly rendererDir: string },
): Promise<void> {
  const path = await fileInside(rendererDir, pathname === '/' ? '/index.html' : pathname);
  if (path === null) {
    const message = pathname === '/' ? 'The window is not built yet. Build it with: npm run build' : 'There is no such file.';
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
    return;
  }
  const { size } = await stat(path);
  // Names below assets/ hold a hash of the content; index.html is what changes.
  const cached = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, { ...headers, 'Content-Type': mimeTypeOf(path), 'Content-Length': size, 'Cache-Control': cached });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(path), response);
  } catch {
    // The browser went away in the middle.
    response.destroy();
  }
}

/** Null for what is not there, what is no file, and what lies elsewhere by `..` or by a link. */
async function fileInside(directory: string, pathname: string): Promise<string | null> {
  try {
    const inside = (await realpath(directory)) + sep;
    const path = await realpath(join(inside, decodeURIComponent(pathname)));
    return path.startsWith(inside) && (await stat(path)).isFile() ? path : null;
  } catch {
    return null;
  }
}
