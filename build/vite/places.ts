import { fileURLToPath } from 'node:url';

/** The checkout. */
export const rootDir = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');
/** Where every bundle goes. */
export const appDir = fileURLToPath(new URL('../../.out/app', import.meta.url));
