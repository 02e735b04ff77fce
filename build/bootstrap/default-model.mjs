import { join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { runInForeground, runQuietly } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';

export const defaultModel = 'realesr-general-x4v3';
const cli = join(rootDir, 'build/interweave.mjs');

/** The model that `restore` uses when none is named: 2 MB of weights, fetched and converted once. */
export async function ensureDefaultModel() {
  const listed = await runQuietly(node24, [cli, 'models', 'list', '--json'], { env: childEnvironment() });
  if (listed.code === 0 && isInstalled(listed.output)) return say('model', `${defaultModel} is installed`);
  say('model', `installing ${defaultModel}`);
  const code = await runInForeground(node24, [cli, 'models', 'install', defaultModel], { env: childEnvironment() });
  if (code !== 0) {
    throw new SetupError(
      `the default model could not be installed (its message is above).`,
      `npx interweave models install ${defaultModel}`,
    );
  }
}

/** @param {string} output the command's last line is one JSON object */
function isInstalled(output) {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const { models } = /** @type {{ models: readonly { id: string, status: string }[] }} */ (JSON.parse(last));
  return models.some((model) => model.id === defaultModel && model.status === 'installed');
}
