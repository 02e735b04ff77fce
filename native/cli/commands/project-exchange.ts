import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError, InterchangeFormat } from '../../contract/index.ts';
import type { InterchangeRemark } from '../../contract/index.ts';
import type { RunCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { inProject } from './in-project.ts';

interface ExportOptions {
  readonly format?: string;
  readonly out: string;
  readonly restored?: boolean;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

/** Segments to and from the edits of other programs. */
export function addExchangeCommands(project: Command, run: RunCommand): void {
  project
    .command('export')
    .description('Write the segments as an edit for other programs.')
    .argument('<file>', 'the .interweave file')
    .requiredOption('-o, --out <file>', 'the list to write')
    .option('--format <format>', 'csv, edl, otio or fcpxml (default: by the ending of the list)')
    .option('--restored', 'name the restored files instead of their sources, at the same places in the edit')
    .option('--overwrite', 'replace a list that is there')
    .option('--json', 'print one JSON object')
    .action((file: string, options: ExportOptions) =>
      run(options, (context) =>
        inProject(file, context, async ({ id: projectId }) => {
          const { client, terminal, signal } = context;
          const path = resolve(options.out);
          const input = { projectId, segmentIds: null, format: formatOf(options), path, overwrite: options.overwrite === true } as const;
          const written = await client.call(
            'segments.export',
            { ...input, of: options.restored === true ? 'restored' : 'source' },
            { signal },
          );
          terminal.line(`${written.path}: ${written.count} segments`);
          tell(terminal, written);
          terminal.result(written);
        }),
      ),
    );

  project
    .command('import')
    .description("Add the cuts of another program's edit as segments of the media in the project.")
    .argument('<file>', 'the .interweave file')
    .argument('<list>', 'a .csv, .edl, .otio or .fcpxml file')
    .option('--json', 'print one JSON object')
    .action((file: string, list: string, options: { readonly json?: boolean }) =>
      run(options, (context) =>
        inProject(file, context, async ({ id: projectId }) => {
          const { client, terminal, signal } = context;
          const { count, remarks, moreRemarks } = await client.call('segments.import', { projectId, path: resolve(list) }, { signal });
          terminal.line(`${count} segments added`);
          tell(terminal, { remarks, moreRemarks });
          terminal.result({ count, remarks, moreRemarks });
        }),
      ),
    );
}

function formatOf({ format, out }: ExportOptions): InterchangeFormat {
  const named = InterchangeFormat.safeParse(format ?? extname(out).slice(1).toLowerCase());
  if (named.success) return named.data;
  const formats = InterchangeFormat.options.join(', ');
  throw new AppError(
    'bad-input',
    format === undefined
      ? `The ending of ${out} tells no format. Give --format with one of: ${formats}.`
      : `--format takes one of ${formats}, not "${format}".`,
  );
}

function tell(
  terminal: Terminal,
  { remarks, moreRemarks }: { readonly remarks: readonly InterchangeRemark[]; readonly moreRemarks: number },
): void {
  for (const { where, message } of remarks) terminal.remark(where === '' ? message : `${where}: ${message}`);
  if (moreRemarks > 0) terminal.remark(`... and ${moreRemarks} more remarks`);
}
