import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runInForeground, runQuietly } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';

/** The path of a program on PATH, or null. @param {string} name */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const folder of (process.env['PATH'] ?? process.env['Path'] ?? '').split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (folder !== '' && existsSync(path)) return path;
    }
  }
  return null;
}

/**
 * Installs Debian packages where that needs no question: as root, or with passwordless sudo. Elsewhere it says what to type.
 * @param {string} step @param {{ apt: readonly string[], brew: string, winget: string }} packages
 */
export async function installSystemPackages(step, packages) {
  const prefix = await aptPrefix();
  if (prefix === null) throw new SetupError(`${step} is missing, and this program may not install it.`, advice(packages));
  say(step, `installing ${packages.apt.join(' ')} with apt-get`);
  const install = [...prefix, 'apt-get', 'install', '-y', '--no-install-recommends', ...packages.apt];
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if ((await runQuietly(install[0] ?? '', install.slice(1), { env: environment })).code === 0) return;
  // The package lists may be old, or absent as in a container image.
  const update = [...prefix, 'apt-get', 'update', '-q'];
  await runQuietly(update[0] ?? '', update.slice(1), { env: environment });
  if ((await runInForeground(install[0] ?? '', install.slice(1), { env: environment })) !== 0) {
    throw new SetupError(`apt-get could not install ${packages.apt.join(' ')}.`, advice(packages));
  }
}

/** What stands before `apt-get`, or null where we may not call it. @returns {Promise<readonly string[] | null>} */
async function aptPrefix() {
  if (process.platform !== 'linux' || findOnPath('apt-get') === null) return null;
  if (process.getuid?.() === 0) return [];
  return (await runQuietly('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : null;
}

/** @param {{ apt: readonly string[], brew: string, winget: string }} packages */
function advice(packages) {
  if (process.platform === 'darwin') return packages.brew;
  if (process.platform === 'win32') return packages.winget;
  return `sudo apt-get install ${packages.apt.join(' ')}   (or your distribution's equivalent)`;
}
