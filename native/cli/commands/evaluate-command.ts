import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { AppError } from '../../contract/index.ts';
import type { ModelCard } from '../../contract/index.ts';
import { openModelStore } from '../../inference/model-store.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { findDatasets } from '../../metrics/evaluation/dataset.ts';
import { findMetricPackages } from '../../metrics/metric-packages.ts';
import { evaluate } from '../../metrics/evaluation/evaluate.ts';
import type { Restorer } from '../../metrics/evaluation/evaluate.ts';
import { writeReport } from '../../metrics/evaluation/write-report.ts';
import { appPaths } from '../../util/app-paths.ts';
import { readAppVersion } from '../app-version.ts';
import { commandTools } from '../command-tools.ts';
import { BICUBIC_ID, bicubicRestorer, modelRestorer } from '../engine-restorer.ts';
import { ensureModel, modelCard, pipelineOf } from '../ensure-model.ts';
import { recipeOptions, recipesFrom } from '../recipe-options.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';

interface EvaluateCommandOptions {
  readonly models: string;
  readonly out: string;
  readonly note?: string;
  readonly json?: boolean;
}

export function addEvaluateCommand(program: Command, run: RunCommand): void {
  const command = program
    .command('evaluate')
    .description("Restore every clip of a data set with several models, measure them, and report: the paper's tables on one's own clips.")
    .argument(
      '<dataset...>',
      'folders: GT beside LQ with clips of the same names (REDS4, UDM10, YouHQ40), truth and input4 for each clip (SPMCS), or clips alone (VideoLQ)',
    )
    .addOption(
      new Option('--models <list>', `what restores, with commas between; ${BICUBIC_ID} is plain interpolation`).default(
        `${BICUBIC_ID},realesr-general-x4v3`,
      ),
    )
    .requiredOption(
      '-o, --out <folder>',
      'where the report, the results and the restored clips go; what is finished there is not done again',
    )
    .option('--note <text>', 'a remark for the report')
    .option('--json', 'print one JSON object as the last line');
  // Which model, and how the frames are stored, is not asked here.
  for (const option of recipeOptions()) if (isOfRecipe(option)) command.addOption(option);
  command.action((directories: readonly string[], options: EvaluateCommandOptions) =>
    run({ ...options, canceled: 'Canceled. What is finished is kept: the same command goes on from there.' }, (context) =>
      evaluateDatasets(directories, options, context),
    ),
  );
}

async function evaluateDatasets(directories: readonly string[], options: EvaluateCommandOptions, context: CommandContext): Promise<void> {
  const { client, terminal, signal } = context;
  const startedAt = new Date();
  const datasets = (await Promise.all(directories.map(findDatasets))).flat();
  refuseTwins(datasets.map(({ title }) => title));
  for (const { title, directory, layout, clips } of datasets) {
    terminal.remark(`${title}: ${clips.length} clip${clips.length === 1 ? '' : 's'} in ${directory}, laid out as ${layout}.`);
  }
  const tools = await commandTools();
  const packages = await findMetricPackages(openModelStore(appPaths()), { signal });
  const restorers = await restorersFrom(options, { tools, context });
  const folder = resolve(options.out);
  const { results, reused } = await evaluate({
    ...{ tools, datasets, restorers, packages: packages.ready, folder, signal },
    probe: (path) => client.call('media.probe', { path }, { signal }),
    progress: (text, fraction) => terminal.progress(text, fraction),
    failed: ({ dataset, clip, model, error }) => terminal.remark(`Failed: ${dataset}, ${clip}, ${model}: ${error.message}`),
  });
  terminal.progress('Writing the report', 1);
  const files = await writeReport(folder, {
    ...{ datasets, restorers, results, startedAt, note: options.note ?? null },
    packages: { facts: packages.ready.map(({ facts }) => facts), missing: packages.missing },
    command: commandLine(),
    versions: { interweave: readAppVersion(), ffmpeg: tools.version, node: process.versions.node },
  });
  terminal.progressDone();
  if (reused > 0) terminal.line(`${reused} of ${results.length} results were finished before and taken over.`);
  for (const file of files) terminal.line(file);
  const failures = results.filter((result) => result.status === 'failed');
  const [first] = failures;
  if (first !== undefined) {
    throw new AppError(
      first.error.code,
      `${failures.length} of ${results.length} clips failed, the first ${first.clip} by ${first.model}: ${first.error.message} The report in ${folder} holds the rest; the same command tries them again.`,
    );
  }
  terminal.result({ folder, files, results: results.length, reused });
}

async function restorersFrom(
  options: EvaluateCommandOptions,
  { tools, context }: { readonly tools: FfmpegTools; readonly context: CommandContext },
): Promise<readonly Restorer[]> {
  const ids = [...new Set(options.models.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  if (ids.length === 0)
    throw new AppError('bad-input', `--models names none. Give some with commas between, such as ${BICUBIC_ID},interweave-nano.`);
  const cards = new Map<string, ModelCard>();
  for (const id of ids) if (id !== BICUBIC_ID) cards.set(id, await modelCard(id, context));
  const models = [...cards.values()];
  const recipes = recipesFrom(
    { ...options },
    models.map((card) => ({ modelId: card.id, pipeline: pipelineOf(card) })),
  );
  for (const model of models) await ensureModel(model, context);
  const store = openModelStore(appPaths());
  const restorers = new Map<string, Restorer>([[BICUBIC_ID, bicubicRestorer(tools)]]);
  for (const [index, card] of models.entries()) {
    const recipe = recipes[index];
    if (recipe !== undefined) restorers.set(card.id, modelRestorer({ card, manifest: await store.manifest(card.id), recipe }, context));
  }
  return ids.map((id) => restorers.get(id)).filter((restorer) => restorer !== undefined);
}

function isOfRecipe(option: Option): boolean {
  return option.helpGroupHeading !== 'Result:' && option.long !== '--model';
}

/** Results are kept by the name of their set. */
function refuseTwins(titles: readonly string[]): void {
  const twin = titles.find((title, index) => titles.indexOf(title) !== index);
  if (twin !== undefined)
    throw new AppError('bad-input', `Two data sets are called ${twin}. Rename one of the folders, or evaluate them apart.`);
}

/** As it was typed, with quotes where a shell needs them. */
function commandLine(): string {
  const quoted = process.argv.slice(2).map((word) => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  return `interweave ${quoted.join(' ')}`;
}
