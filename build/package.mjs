/**
 * `npm run package`: the app as it is given to users, into `dist/`. Without arguments: every target of this platform that can be
 * made here. `npm run package -- [--electron FOLDER] [--output FOLDER] [TARGET ...]`: with the Electron in that folder, only those
 * targets (dir, tar.gz, zip, AppImage, deb, nsis, dmg). Plain JavaScript for Node 20, because it may run before anything is installed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBundles } from './bootstrap/bundles.mjs';
import { rootDir } from './bootstrap/checkout.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findElectron, testRuntimeDir } from './bootstrap/electron-binary.mjs';
import { continueOnNode24, requireNode20 } from './bootstrap/newer-node.mjs';
import { runSetup, say, SetupError } from './bootstrap/setup-step.mjs';

await runSetup(async () => {
  requireNode20();
  await ensureDependencies();
  const continued = await continueOnNode24(import.meta.url);
  if (continued !== null) return continued;
  const { values, positionals } = parseArgs({
    options: { electron: { type: 'string' }, output: { type: 'string', default: join(rootDir, 'dist') } },
    allowPositionals: true,
  });
  const electronDist = await electronFolder(values.electron);
  await ensureBundles();

  const { stageApp } = await import('./stage-app.ts');
  const { packageApp, targetsOfPlatform } = await import('./electron-builder.ts');
  const electronVersion = readFileSync(join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '');
  const targets = positionals.length > 0 ? positionals : electronDist === testRuntimeDir ? ['dir', 'tar.gz'] : targetsOfPlatform();
  say('package', `${targets.join(', ')} with Electron ${electronVersion}`);
  const outputDir = fromCaller(values.output);
  const artifacts = await packageApp({ appDir: await stageApp(), electronDist, electronVersion, outputDir, targets });
  for (const { path, sizeBytes } of artifacts) say('package', `${path}  ${(sizeBytes / 1e6).toFixed(1)} MB`);
  return 0;
});

/**
 * The real Electron; where it cannot be had, the test runtime if that was made: enough to see that packaging works.
 * @param {string | undefined} named @returns {Promise<string>}
 */
async function electronFolder(named) {
  if (named !== undefined) {
    const folder = fromCaller(named);
    if (existsSync(join(folder, 'version'))) return folder;
    throw new SetupError(
      `${folder} holds no Electron (it has no file \`version\`).`,
      'name the folder that the electron executable lies in',
    );
  }
  const electron = await findElectron();
  if ('path' in electron) return process.platform === 'darwin' ? join(rootDir, 'node_modules/electron/dist') : dirname(electron.path);
  if (!existsSync(join(testRuntimeDir, 'version'))) throw new SetupError(`${electron.reason}.`, 'npx install-electron');
  say('electron', `${electron.reason}: packaging with the test runtime, which is not for users`);
  return testRuntimeDir;
}

/** npm runs us in the checkout; paths are meant from where it was called. @param {string} path */
function fromCaller(path) {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
