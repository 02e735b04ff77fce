import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { runInForeground } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';

/** Everything a bundle is made of. */
const inputs = ['electron', 'renderer', 'native', 'build/vite', 'build/bundle.ts', 'package-lock.json'];
const stamp = join(rootDir, '.out/app/built-from.txt');

/** The bundles in `.out/app`, made again only when a source changed. */
export async function ensureBundles() {
  const wanted = hashInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return say('build', '.out/app is up to date');
  say('build', 'bundling into .out/app');
  const code = await runInForeground(node24, [join(rootDir, 'build/bundle.ts')], { cwd: rootDir, env: childEnvironment() });
  if (code !== 0) throw new SetupError('the build failed (its message is above).', 'npm run types shows what the compiler says');
  writeFileSync(stamp, wanted);
}

function hashInputs() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    hash.update(`${path}\0`).update(readFileSync(join(rootDir, path)));
  };
  for (const input of inputs) {
    if (/\.\w+$/.test(input)) add(input);
    else for (const path of filesUnder(input)) add(path);
  }
  return hash.digest('hex');
}

/** @param {string} folder @returns {readonly string[]} paths from the checkout, sorted */
function filesUnder(folder) {
  return readdirSync(join(rootDir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(rootDir.length + 1))
    .sort();
}
