import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** From package.json: two folders above this source, or above the bundle in `.out/app`. */
export function readAppVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
