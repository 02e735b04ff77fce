import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this file lies in. */
export const rootDir = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** Node 24, which the development dependency `node` puts into node_modules: what everything after `npm ci` runs on. */
export const node24 = join(rootDir, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The environment of programs we start: our own commands first, and no download of CUDA libraries (see platform notes in README). */
export function childEnvironment() {
  const binaries = join(rootDir, 'node_modules/.bin');
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, [name]: `${binaries}${separator}${process.env[name] ?? ''}`, ONNXRUNTIME_NODE_INSTALL: 'skip' };
}
