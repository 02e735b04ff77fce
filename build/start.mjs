/**
 * `npm start`: does the set-up that is missing, then opens the studio; `npm start -- clip.mp4` opens that file in it.
 * Plain JavaScript for Node 20, because it runs before anything is installed.
 */
import { resolve } from 'node:path';
import { ensureBundles } from './bootstrap/bundles.mjs';
import { childEnvironment, node24, rootDir } from './bootstrap/checkout.mjs';
import { ensureCommand } from './bootstrap/command-shim.mjs';
import { ensureDefaultModel } from './bootstrap/default-model.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findElectron } from './bootstrap/electron-binary.mjs';
import { ensureFfmpeg } from './bootstrap/ffmpeg.mjs';
import { continueOnNode24, requireNode20 } from './bootstrap/newer-node.mjs';
import { runInForeground } from './bootstrap/run-program.mjs';
import { runSetup, say } from './bootstrap/setup-step.mjs';

await runSetup(async () => {
  requireNode20();
  await ensureDependencies();
  const continued = await continueOnNode24(import.meta.url);
  if (continued !== null) return continued;
  await ensureFfmpeg();
  await ensureBundles();
  ensureCommand();
  await ensureDefaultModel();
  return openStudio(process.argv.slice(2).map((path) => resolve(process.env['INIT_CWD'] ?? '.', path)));
});

/** The window where there can be one, else the same studio in a browser. @param {readonly string[]} paths @returns {Promise<number>} */
async function openStudio(paths) {
  const obstacle = whyNoWindow();
  const electron = obstacle === null ? await findElectron() : { reason: obstacle };
  if ('path' in electron) {
    say('studio', 'opening the window');
    return runInForeground(electron.path, [rootDir, ...paths], { cwd: rootDir, env: childEnvironment() });
  }
  say('studio', `no window here (${electron.reason}): the same studio runs in your browser instead`);
  const open = paths.flatMap((path) => ['--open', path]);
  return runInForeground(node24, [resolve(rootDir, 'build/interweave.mjs'), 'serve', '--browser', ...open], { env: childEnvironment() });
}

/** @returns {string | null} */
function whyNoWindow() {
  if (process.platform !== 'linux') return null;
  if ((process.env['DISPLAY'] ?? '') === '' && (process.env['WAYLAND_DISPLAY'] ?? '') === '') return 'there is no display';
  if (process.getuid?.() === 0) return 'Electron refuses to run as root without dropping its sandbox';
  return null;
}
