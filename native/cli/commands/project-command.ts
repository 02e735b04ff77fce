import type { Command } from 'commander';
import type { EngineClient, ProjectHead, ProjectItem, Run } from '../../contract/index.ts';
import { allPages } from '../all-pages.ts';
import type { RunCommand } from '../run-command.ts';
import { bytesText } from '../terminal.ts';
import { allItems, inProject } from './in-project.ts';
import { addExchangeCommands } from './project-exchange.ts';

interface JsonOption {
  readonly json?: boolean;
}

export function addProjectCommand(program: Command, run: RunCommand): void {
  const project = program.command('project').description('Look into a project file, and exchange its segments with other programs.');

  project
    .command('info')
    .description('Say what a project holds.')
    .argument('<file>', 'the .interweave file')
    .option('--json', 'print one JSON object')
    .action((file: string, options: JsonOption) =>
      run(options, (context) =>
        inProject(file, context, async (head) => {
          const items = await allItems(context.client, head);
          const { missing } = await context.client.call('asset.check', { projectId: head.id });
          for (const line of describe(head, items)) context.terminal.line(line);
          for (const { id } of missing) context.terminal.line(`  missing: ${nameOfAsset(items, id)}`);
          context.terminal.result({ project: head, items, missing });
        }),
      ),
    );

  project
    .command('runs')
    .description('List the results of a project.')
    .argument('<file>', 'the .interweave file')
    .option('--json', 'print one JSON object')
    .action((file: string, options: JsonOption) =>
      run(options, (context) =>
        inProject(file, context, async (head) => {
          const runs = await allRuns(context.client, head);
          for (const each of runs) {
            const verdict = each.report.ok ? 'checked' : 'differs from its source';
            context.terminal.line(
              `${each.createdAt}  ${each.outputPath}: ${each.width}x${each.height}, ${each.frameCount} frames, ${bytesText(each.outputSizeBytes)}, ${each.model.id}, ${verdict}`,
            );
          }
          context.terminal.result({ runs });
        }),
      ),
    );

  addExchangeCommands(project, run);
}

function allRuns(client: EngineClient, { id: projectId }: ProjectHead): Promise<Run[]> {
  return allPages((cursor) => client.call('run.list', { projectId, cursor }));
}

function describe(head: ProjectHead, items: readonly ProjectItem[]): string[] {
  const lines = [`${head.name} (${head.path}), schema ${head.schemaVersion}`];
  for (const item of items) {
    if (item.kind === 'asset') {
      const { video } = item.media;
      lines.push(`  media: ${item.name}, ${video.width}x${video.height}, ${video.frameCount} frames, ${item.path}`);
    } else if (item.kind === 'segment') {
      lines.push(
        `  segment: ${item.name}, frames ${item.inFrame} to ${item.outFrame} of ${nameOfAsset(items, item.assetId)}, ${item.recipe.modelId}`,
      );
    }
  }
  return lines;
}

function nameOfAsset(items: readonly ProjectItem[], id: string): string {
  const asset = items.find((item) => item.kind === 'asset' && item.id === id);
  return asset?.kind === 'asset' ? asset.name : id;
}
