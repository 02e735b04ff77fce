import type { IncomingMessage } from 'node:http';

/** What a request asks for; null when it is no address at all (`//`, `http://[`). */
export function targetOf({ url }: IncomingMessage): URL | null {
  return URL.parse(url ?? '/', 'http://host');
}
