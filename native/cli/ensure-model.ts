import { AppError, pipelineOfKind } from '../contract/index.ts';
import type { ModelCard, Recipe } from '../contract/index.ts';
import type { CommandContext } from './run-command.ts';

/** The package of this name; refuses one that nobody knows. */
export async function modelCard(id: string, { client }: CommandContext): Promise<ModelCard> {
  const { models } = await client.call('models.list', {});
  const card = models.find((model) => model.id === id);
  if (card !== undefined) return card;
  const known = models.map((model) => model.id).join(', ');
  throw new AppError('model-missing', `There is no model package "${id}". Known are: ${known}.`);
}

/** What runs the package; refuses one that measures. */
export function pipelineOf({ id, kind }: Pick<ModelCard, 'id' | 'kind'>): Recipe['pipeline'] {
  const pipeline = pipelineOfKind[kind];
  if (pipeline !== null) return pipeline;
  throw new AppError(
    'bad-input',
    `The package ${id} measures and restores nothing. Choose a model that restores; \`interweave models list\` shows them.`,
  );
}

/** Installs a package that is not installed yet. */
export async function ensureModel({ id, status }: ModelCard, context: CommandContext): Promise<void> {
  if (status === 'not-installed') await installModel(id, context);
}

export function installModel(id: string, context: CommandContext): Promise<ModelCard> {
  const { client, terminal, signal } = context;
  terminal.remark(`Installing the model ${id} (once).`);
  return withModelProgress(context, id, () => client.call('models.install', { id }, { signal }));
}

/** Shows how far a package is while it is worked on; `id` null: any, because its id is not known yet. */
export async function withModelProgress<T>(
  { client, terminal }: Pick<CommandContext, 'client' | 'terminal'>,
  id: string | null,
  work: () => Promise<T>,
): Promise<T> {
  const stop = client.on('model.progressed', (event) => {
    if (id === null || event.id === id) terminal.progress(event.stage, event.fraction);
  });
  try {
    return await work();
  } finally {
    stop();
    terminal.progressDone();
  }
}
