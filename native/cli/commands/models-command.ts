import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../contract/index.ts';
import type { ModelCard } from '../../contract/index.ts';
import { installModel, withModelProgress } from '../ensure-model.ts';
import type { RunCommand } from '../run-command.ts';
import { bytesText } from '../terminal.ts';

interface JsonOption {
  readonly json?: boolean;
}

export function addModelsCommand(program: Command, run: RunCommand): void {
  const models = program.command('models').description('The model packages: list, verify, install, import.');

  models
    .command('list')
    .description('List the packages.')
    .option('--json', 'print one JSON object')
    .action((options: JsonOption) =>
      run(options, async ({ client, terminal, signal }) => {
        const result = await client.call('models.list', {}, { signal });
        for (const card of result.models) terminal.line(cardLine(card));
        terminal.result(result);
      }),
    );

  models
    .command('verify')
    .description("Compare a package's files with their checksums.")
    .argument('[id]', 'the package (default: all that are installed)')
    .option('--json', 'print one JSON object')
    .action((id: string | undefined, options: JsonOption) =>
      run(options, async ({ client, terminal, signal }) => {
        const { models: known } = await client.call('models.list', {}, { signal });
        const wanted = id === undefined ? known.filter((card) => card.status !== 'not-installed').map((card) => card.id) : [id];
        const cards: ModelCard[] = [];
        for (const each of wanted) cards.push(await client.call('models.verify', { id: each }, { signal }));
        for (const card of cards) terminal.line(cardLine(card));
        const corrupt = cards.find((card) => card.status === 'corrupt');
        if (corrupt !== undefined) {
          throw new AppError(
            'model-corrupt',
            `The package ${corrupt.id} is damaged. Install it again: interweave models install ${corrupt.id}`,
          );
        }
        terminal.result({ models: cards });
      }),
    );

  models
    .command('install')
    .description('Fetch a package and make it ready; does nothing when it is installed.')
    .argument('<id>', 'the package')
    .option('--json', 'print one JSON object')
    .action((id: string, options: JsonOption) =>
      run(options, async (context) => {
        const card = await installModel(id, context);
        context.terminal.line(cardLine(card));
        context.terminal.result(card);
      }),
    );

  models
    .command('import')
    .description(
      'Take in your own model: ncnn files (model.param beside model.bin), or a package: one that models/export wrote, or one that measures.',
    )
    .argument('<path>', 'the .param file, or the folder of the package')
    .option('--name <name>', 'what it is called (default: the name of the file, or the one in the package)')
    .option('--json', 'print one JSON object')
    .action((path: string, options: JsonOption & { name?: string }) =>
      run(options, async (context) => {
        const name = options.name === undefined ? {} : { name: options.name };
        const { client, terminal, signal } = context;
        const card = await withModelProgress(context, null, () =>
          client.call('models.import', { path: resolve(path), ...name }, { signal }),
        );
        terminal.line(cardLine(card));
        terminal.result(card);
      }),
    );
}

function cardLine(card: ModelCard): string {
  const size = card.sizeBytes > 0 ? `, ${bytesText(card.sizeBytes)}` : '';
  const notOffered = card.offered ? '' : ` (not offered: ${card.notOfferedReason ?? 'see its card'})`;
  return `${card.id.padEnd(26)} ${card.status}, ${card.scale === null ? 'measures' : `x${card.scale}`}, ${card.precision}${size}: ${card.summary}${notOffered}`;
}
