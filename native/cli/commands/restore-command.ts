import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { JobId, MediaInfo, Run } from '../../contract/index.ts';
import { allPages } from '../all-pages.ts';
import { ensureModel, modelCard, pipelineOf } from '../ensure-model.ts';
import { jobResult } from '../follow-job.ts';
import { modelIdFrom, outputFrom, recipeFrom, recipeOptions } from '../recipe-options.ts';
import { rangeFrom } from '../range-argument.ts';
import type { RangeOptions } from '../range-argument.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';
import { bytesText, durationText, speedText } from '../terminal.ts';
import { intoProject, segmentFor } from './into-project.ts';
import type { SegmentPlace } from './into-project.ts';

interface RestoreOptions extends RangeOptions {
  readonly out: string;
  readonly project?: string;
  readonly overwrite?: boolean;
  readonly resume: boolean;
  readonly json?: boolean;
}

export function addRestoreCommand(program: Command, run: RunCommand): void {
  const command = program
    .command('restore')
    .description('Restore a clip: x4 in size, texture rebuilt, timestamps, sound and tags kept.')
    .argument('<input>', 'the video to restore')
    .requiredOption('-o, --out <file>', 'where the result goes (.mp4, .mov, .mkv, .webm; a folder for png)')
    .option('--from <time>', 'first frame: 300f, 12.5s, HH:MM:SS.mmm or HH:MM:SS:FF (default: the start)')
    .option('--to <time>', 'end, not included (default: the end)')
    .option('--project <file>', 'keep the run in this .interweave project, as of a segment of these frames; made where there is none');
  for (const option of recipeOptions()) command.addOption(option);
  command
    .option('--overwrite', 'replace the output file when the new one is complete')
    .option('--resume', 'go on from the frames that an interrupted run of the same work kept (default)', true)
    .option('--no-resume', 'restore every frame afresh')
    .option('--json', 'print one JSON object as the last line')
    .action((input: string, options: RestoreOptions) => run(options, (context) => restore(input, options, context)));
}

async function restore(input: string, options: RestoreOptions, context: CommandContext): Promise<void> {
  const { client, terminal, signal } = context;
  const values = { ...options };
  const model = await modelCard(modelIdFrom(values), context);
  const recipe = recipeFrom(values, pipelineOf(model));
  const output = outputFrom(values);
  const sourcePath = resolve(input);
  const media = await client.call('media.probe', { path: sourcePath }, { signal });
  for (const warning of media.warnings) terminal.remark(`Note: ${warningTexts[warning]}`);
  const range = await rangeFrom(options, media, signal);
  await ensureModel(model, context);

  const file = {
    ...{ sourcePath, range, recipe, output, outputPath: resolve(options.out) },
    ...{ overwrite: options.overwrite === true, resume: options.resume },
  };
  if (options.project === undefined) return follow((await client.call('restore.file', file)).job, context);
  await intoProject(options.project, context, async (head) => {
    const segment = await segmentFor(file, head, context);
    await follow(
      (await jobOf(segment, file.outputPath, context)) ?? (await client.call('restore.file', { ...file, segment })).job,
      context,
    );
  });
}

/** The one that an interrupted command left in the project: it goes on. */
async function jobOf({ id }: SegmentPlace, outputPath: string, { client }: CommandContext): Promise<JobId | null> {
  const jobs = await allPages((cursor) => client.call('job.list', { cursor }));
  const left = jobs.find((job) => job.segmentId === id && job.outputPath === outputPath && job.finishedAt === null);
  if (left?.state === 'paused') await client.call('job.resume', { id: left.id });
  return left?.id ?? null;
}

async function follow(job: JobId, { client, terminal, signal }: CommandContext): Promise<void> {
  const result = await jobResult(job, {
    client,
    signal,
    progress: ({ stage, done, total, ...speed }) => terminal.progress(stage, done / total, speedText(speed)),
    note: (text) => terminal.remark(`Note: ${text}`),
  });
  terminal.progressDone();
  for (const line of resultLines(result)) terminal.line(line);
  terminal.result(result);
}

const warningTexts: Readonly<Record<MediaInfo['warnings'][number], string>> = {
  'variable-frame-rate': 'the frame rate varies; every timestamp is kept.',
  interlaced: 'the source is interlaced; see --deinterlace.',
  hdr: 'the source is HDR; its tags are kept, the model was made for SDR.',
  rotated: 'the source is rotated; the result carries the same rotation.',
  anamorphic: 'the pixels are not square; the result keeps their aspect.',
  'odd-size': 'the width or the height is odd.',
  'alpha-dropped': 'the alpha channel is not kept.',
  truncated: 'the file is cut off; what can be read is used.',
};

function resultLines({ outputPath, width, height, frameCount, outputSizeBytes, timing, report }: Run): string[] {
  const facts = `${width}x${height}, ${frameCount} frames, ${bytesText(outputSizeBytes)}, in ${durationText(timing.wallMs)}`;
  const checks = report.checks.map(({ name, status, expected, actual }) => {
    if (status === 'differs') return `  ${name}: differs (${expected} in the source, ${actual} in the result)`;
    return `  ${name}: ${status === 'same' ? 'same' : 'not applicable'}`;
  });
  return [`${outputPath}: ${facts}`, 'Checked against the source:', ...checks];
}
