import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../contract/index.ts';
import type { MediaInfo, ScanLine } from '../../contract/index.ts';
import { saveProfile } from '../../media/profile.ts';
import { commandTools } from '../command-tools.ts';
import { rangeFrom } from '../range-argument.ts';
import type { RangeOptions } from '../range-argument.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';

interface ProfileCommandOptions extends RangeOptions {
  readonly row?: string;
  readonly column?: string;
  readonly out: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export function addProfileCommand(program: Command, run: RunCommand): void {
  program
    .command('profile')
    .description('Draw one row or column of every frame over time: shimmer shows as ragged streaks.')
    .argument('<video>', 'the clip to look at')
    .option('--row <y>', 'row of the upright picture, counted from 0 at the top')
    .option('--column <x>', 'column of the upright picture, counted from 0 at the left')
    .requiredOption('-o, --out <file>', 'the PNG to write: one frame per pixel from left to right')
    .option('--from <time>', 'first frame: 300f, 12.5s, HH:MM:SS.mmm or HH:MM:SS:FF (default: the start)')
    .option('--to <time>', 'end, not included (default: the end)')
    .option('--overwrite', 'replace the PNG when the new one is complete')
    .option('--json', 'print one JSON object as the last line')
    .action((input: string, options: ProfileCommandOptions) => run(options, (context) => profile(input, options, context)));
}

async function profile(input: string, options: ProfileCommandOptions, context: CommandContext): Promise<void> {
  const { client, terminal, signal } = context;
  const asked = askedLine(options);
  const media = await client.call('media.probe', { path: resolve(input) }, { signal });
  const { line, place } = lineIn(media, asked);
  const range = (await rangeFrom(options, media, signal)) ?? { startFrame: 0, endFrame: media.video.frameCount };
  const path = resolve(options.out);
  const frames = range.endFrame - range.startFrame;
  const size = await saveProfile(await commandTools(), {
    ...{ lanes: [{ media, range, column: 0 }], line, outputPath: path, overwrite: options.overwrite === true, signal },
    progress: (fraction) => terminal.progress(`Reading frame ${Math.round(fraction * frames)} of ${frames}`, fraction),
  });
  terminal.progressDone();
  terminal.line(`${path}: ${line.axis} ${place} of frames ${range.startFrame} to ${range.endFrame - 1}, ${size.width}x${size.height}`);
  terminal.result({ path, axis: line.axis, position: place, ...range, ...size });
}

interface AskedLine {
  readonly axis: ScanLine['axis'];
  readonly place: number;
}

function askedLine({ row, column }: ProfileCommandOptions): AskedLine {
  const text = row ?? column;
  if (text === undefined || (row !== undefined && column !== undefined)) {
    throw new AppError('bad-input', 'A profile is of one row or of one column. Give --row Y or --column X.');
  }
  const axis = row === undefined ? 'column' : 'row';
  if (!/^\d{1,6}$/.test(text)) throw new AppError('bad-input', `--${axis} takes a whole number of pixels from 0, not "${text}".`);
  return { axis, place: Number(text) };
}

function lineIn({ path, video }: MediaInfo, { axis, place }: AskedLine): AskedLine & { readonly line: ScanLine } {
  const count = axis === 'row' ? video.displayHeight : video.displayWidth;
  if (place < count) return { axis, place, line: { axis, position: (place + 0.5) / count } };
  throw new AppError('bad-input', `${path} has ${count} ${axis}s on screen, counted from 0; there is no ${axis} ${place}.`);
}
