import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { MediaRef } from '../../native/contract/index.ts';
import { readByteRange } from './byte-range.ts';
import { pageOrigin } from './content-policy.ts';

/** The kinds of file that the engine puts into its picture cache. */
const mimeTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.mp4': 'video/mp4',
  '.peaks': 'application/octet-stream',
};

/** Answers `media://cache/<key>`: a picture or proxy that the engine made, read only, whole or in part. */
export async function answerMedia(request: Request, cacheDir: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const file = await pictureFile(request.url, cacheDir);
  if (file === null) return refusal(404);
  const { path, mimeType, sizeBytes } = file;

  const range = readByteRange(request.headers.get('range'), sizeBytes);
  if (range === 'none') return refusal(416, { 'Content-Range': `bytes */${sizeBytes}` });
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  const headers = {
    ...safety,
    'Content-Type': mimeType,
    'Content-Length': String(end - start + 1),
    'Accept-Ranges': 'bytes',
    // A key means the same bits for ever.
    'Cache-Control': 'private, max-age=31536000, immutable',
    ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${sizeBytes}` }),
  };
  const body = request.method === 'HEAD' || sizeBytes === 0 ? null : bytesOf(path, start, end);
  return new Response(body, { status: range === null ? 200 : 206, headers });
}

const safety = { 'X-Content-Type-Options': 'nosniff', 'Access-Control-Allow-Origin': pageOrigin };

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...safety, ...headers } });
}

interface PictureFile {
  readonly path: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
}

/**
 * Below `pictures/` of the cache and nowhere else: the contract's pattern of a key knows no `..`, and the real path catches
 * a link that leads out. Null for all that is not there or not meant to be had.
 */
async function pictureFile(url: string, cacheDir: string): Promise<PictureFile | null> {
  const { host, pathname, search } = new URL(url);
  const key = MediaRef.shape.key.safeParse(pathname.slice(1));
  if (host !== 'cache' || search !== '' || !key.success || !key.data.startsWith('pictures/')) return null;
  const mimeType = mimeTypes[extname(key.data)];
  if (mimeType === undefined) return null;
  try {
    const inside = (await realpath(join(cacheDir, 'pictures'))) + sep;
    const path = await realpath(join(cacheDir, ...key.data.split('/')));
    const file = await stat(path);
    return path.startsWith(inside) && file.isFile() ? { path, mimeType, sizeBytes: file.size } : null;
  } catch {
    return null;
  }
}

function bytesOf(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  const file = createReadStream(path, { start, end });
  // The window seeks elsewhere and drops the request: nobody waits for the rest.
  file.on('error', () => undefined);
  return Readable.toWeb(file) as ReadableStream<Uint8Array>;
}
