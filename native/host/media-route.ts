import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../engine/engine.ts';
import { parseByteRange } from './byte-range.ts';
import { appOrigin } from './guard.ts';
import type { Guard } from './guard.ts';
import { mimeTypeOf } from './mime-types.ts';

interface MediaRequest {
  readonly engine: Pick<Engine, 'mediaFile'>;
  readonly guard: Guard;
  readonly key: string;
  readonly token: string | null;
}

/** A picture or proxy of the cache, read only, whole or in part: a video element seeks by asking for ranges. */
export async function serveMedia(
  request: IncomingMessage,
  response: ServerResponse,
  { engine, guard, key, token }: MediaRequest,
): Promise<void> {
  const headers = { 'X-Content-Type-Options': 'nosniff', ...sharedWithApp(request) };
  const refusal = guard.refuseToken(token);
  if (refusal !== null) {
    response.writeHead(refusal.status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${refusal.message}\n`);
    return;
  }
  const path = engine.mediaFile(key);
  if (path === null) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such picture.\n');
    return;
  }

  const { size } = await stat(path);
  const range = parseByteRange(request.headers.range, size);
  if (range.type === 'none') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = range.type === 'part' ? range : { start: 0, end: size - 1 };
  response.writeHead(range.type === 'part' ? 206 : 200, {
    ...headers,
    'Content-Type': mimeTypeOf(path),
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    // A key means the same bits for ever.
    'Cache-Control': 'private, max-age=31536000, immutable',
    ...(range.type === 'part' ? { 'Content-Range': `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(path, { start, end }), response);
  } catch {
    // The window seeks elsewhere and drops the connection: nobody waits for the rest.
    response.destroy();
  }
}

/** The app's own window is of another origin when it is attached from elsewhere; it may read pixels and status. */
function sharedWithApp(request: IncomingMessage): Record<string, string> {
  const always = { 'Cross-Origin-Resource-Policy': 'cross-origin', Vary: 'Origin' };
  return request.headers.origin === appOrigin ? { ...always, 'Access-Control-Allow-Origin': appOrigin } : always;
}
