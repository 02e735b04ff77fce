import { fileURLToPath } from 'node:url';
import { childEnvironment, node24 } from './checkout.mjs';
import { runInForeground } from './run-program.mjs';
import { SetupError } from './setup-step.mjs';

/** Set-up starts on whatever Node is there. */
export function requireNode20() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new SetupError(
      `this is Node ${process.versions.node}; Interweave needs Node 20 or newer.`,
      "https://nodejs.org, or your system's package manager",
    );
}

/**
 * After `npm ci` the same script goes on under Node 24.
 * @param {string} scriptUrl @returns {Promise<number | null>} its exit code, or null when this already is Node 24
 */
export async function continueOnNode24(scriptUrl) {
  if (Number(process.versions.node.split('.')[0]) >= 24) return null;
  return runInForeground(node24, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], { env: childEnvironment() });
}
