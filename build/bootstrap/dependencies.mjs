import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { runInForeground } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';

/** npm packages as the lock file says. Node 24 is one of them. */
export async function ensureDependencies() {
  const missing = whatIsMissing(rootDir);
  if (missing === null) return say('packages', 'installed as package-lock.json says');
  say('packages', `${missing}: npm ci (a few minutes the first time)`);
  const npm = npmCommand();
  const code = await runInForeground(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund'], {
    cwd: rootDir,
    env: childEnvironment(),
  });
  if (code !== 0)
    throw new SetupError('npm ci failed (its message is above).', 'check the network or the proxy settings of npm, then: npm ci');
  if (!existsSync(node24)) {
    throw new SetupError(
      'npm ci ran, but left out Node 24 (the package `node`).',
      'allow install scripts (npm config get ignore-scripts), then: npm ci',
    );
  }
}

/**
 * npm keeps a list of what it put into node_modules; it may have left optional packages out.
 * @param {string} checkout @returns {string | null} what is not as package-lock.json says
 */
export function whatIsMissing(checkout) {
  const installedList = join(checkout, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return 'nothing installed yet';
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  const wanted = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'))).packages;
  const present = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(installedList, 'utf8'))).packages;
  const outdated = Object.entries(wanted).find(
    ([path, entry]) => path !== '' && present[path]?.version !== entry.version && !(entry.optional === true && present[path] === undefined),
  );
  return outdated === undefined ? null : `${outdated[0].replace(/^node_modules\//, '')} differs from the lock file`;
}

/** npm is a script: run it with Node itself, since Windows' npm.cmd would need a shell. */
export function npmCommand() {
  const beside = [
    process.env['npm_execpath'] ?? '',
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = beside.find((path) => path.endsWith('npm-cli.js') && existsSync(path));
  return script === undefined ? { command: 'npm', args: [] } : { command: process.execPath, args: [script] };
}
