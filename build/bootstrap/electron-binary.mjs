import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { runQuietly } from './run-program.mjs';

/**
 * Where the real Electron is, or why there is none. npm installs the package without its binary; that is fetched here,
 * once, and given up after two minutes where it cannot be reached.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function findElectron() {
  const present = electronPath();
  if (present !== null) return { path: present };
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) {
    return { reason: 'ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron binary' };
  }
  const installer = join(rootDir, 'node_modules/electron/install.js');
  await runQuietly(node24, [installer], { cwd: rootDir, env: childEnvironment(), timeoutMs: 120_000 });
  const fetched = electronPath();
  return fetched === null ? { reason: 'the Electron binary could not be downloaded' } : { path: fetched };
}

/** @returns {string | null} */
function electronPath() {
  const pathFile = join(rootDir, 'node_modules/electron/path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : process.platform === 'win32' ? 'electron.exe' : 'electron';
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(rootDir, 'node_modules/electron/dist');
  return existsSync(join(folder, name)) ? join(folder, name) : null;
}
