import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from './checkout.mjs';
import { say } from './setup-step.mjs';

const posix = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/../node/bin/node" "$here/../../build/interweave.mjs" "$@"
`;
const windows = '@"%~dp0\\..\\node\\bin\\node.exe" "%~dp0\\..\\..\\build\\interweave.mjs" %*\r\n';

/**
 * `npx interweave` in the checkout. npm would treat a `bin` of our own package.json as a package to be installed into its
 * cache first; a program in node_modules/.bin it simply runs.
 */
export function ensureCommand() {
  const path = join(rootDir, 'node_modules/.bin/interweave');
  put(path, posix);
  chmodSync(path, 0o755);
  if (process.platform === 'win32') put(`${path}.cmd`, windows);
  say('command', 'npx interweave');
}

/** @param {string} path @param {string} text */
function put(path, text) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
