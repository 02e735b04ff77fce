import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { pageOrigin } from './content-policy.ts';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Answers `app://interweave/...` from the built window. */
export async function answerPage(
  request: Request,
  { rendererDir, policy }: { readonly rendererDir: string; readonly policy: string },
): Promise<Response> {
  const headers = {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  const path = pageFile(request.url, rendererDir);
  if (path === null || request.method !== 'GET') return new Response(null, { status: 404, headers });
  try {
    const body = await readFile(path);
    const mimeType = mimeTypes[extname(path)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(body), { headers: { ...headers, 'Content-Type': mimeType, 'Cache-Control': 'no-cache' } });
  } catch {
    // Not there, or a folder.
    return new Response(null, { status: 404, headers });
  }
}

/** Null when the address leads out of the window's folder, or to another host. */
function pageFile(address: string, rendererDir: string): string | null {
  const { protocol, host, pathname } = new URL(address);
  if (`${protocol}//${host}` !== pageOrigin) return null;
  try {
    const path = resolve(join(rendererDir, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    return path.startsWith(rendererDir + sep) ? path : null;
  } catch {
    // Not a valid percent code.
    return null;
  }
}
