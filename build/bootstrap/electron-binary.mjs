import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { runQuietly } from './run-program.mjs';

/** Electron out of npm, made by `build/electron-test-runtime.mjs` where Electron's own binary cannot be fetched; never shipped. */
export const testRuntimeDir = join(rootDir, '.cache/electron-33');
const testRuntime = join(testRuntimeDir, 'electron');

/** What tests and benches start: the test runtime where that was made, else the real one; null where there is neither. */
export function electronForTests() {
  return existsSync(testRuntime) ? testRuntime : presentElectron();
}

/**
 * Where the real Electron is, or why there is none. npm installs the package without its binary; that is fetched here,
 * once, and given up after two minutes where it cannot be reached.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function findElectron() {
  const present = presentElectron();
  if (present !== null) return { path: present };
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) {
    return { reason: 'ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron binary' };
  }
  const installer = join(rootDir, 'node_modules/electron/install.js');
  await runQuietly(node24, [installer], { cwd: rootDir, env: childEnvironment(), timeoutMs: 120_000 });
  const fetched = presentElectron();
  return fetched === null ? { reason: 'the Electron binary could not be downloaded' } : { path: fetched };
}

/** @returns {string | null} */
function presentElectron() {
  const pathFile = join(rootDir, 'node_modules/electron/path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : process.platform === 'win32' ? 'electron.exe' : 'electron';
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(rootDir, 'node_modules/electron/dist');
  return existsSync(join(folder, name)) ? join(folder, name) : null;
}
