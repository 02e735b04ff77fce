import { AppError } from '../contract/index.ts';
import type { ModelCard } from '../contract/index.ts';
import type { CommandContext } from './run-command.ts';

/** Installs a package that is known and not installed yet. */
export async function ensureModel(id: string, context: CommandContext): Promise<void> {
  const { models } = await context.client.call('models.list', {});
  const card = models.find((model) => model.id === id);
  if (card === undefined) {
    const known = models.map((model) => model.id).join(', ');
    throw new AppError('model-missing', `There is no model package "${id}". Known are: ${known}.`);
  }
  if (card.status === 'not-installed') await installModel(id, context);
}

export async function installModel(id: string, { client, terminal, signal }: CommandContext): Promise<ModelCard> {
  terminal.remark(`Installing the model ${id} (once).`);
  const stop = client.on('model.progressed', (event) => {
    if (event.id === id) terminal.progress(event.stage, event.fraction);
  });
  try {
    return await client.call('models.install', { id }, { signal });
  } finally {
    stop();
    terminal.progressDone();
  }
}
