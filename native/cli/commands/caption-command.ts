import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError, CaptionSettings } from '../../contract/index.ts';
import { rangeFrom } from '../range-argument.ts';
import type { RangeOptions } from '../range-argument.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';

interface CaptionOptions extends RangeOptions {
  readonly endpoint?: string;
  readonly model?: string;
  readonly frames?: string;
  readonly json?: boolean;
}

export function addCaptionCommand(program: Command, run: RunCommand): void {
  program
    .command('caption')
    .description('Say what a clip shows, as a prompt: a few frames go to an OpenAI-compatible endpoint.')
    .argument('<input>', 'the video to describe')
    .option('--from <time>', 'first frame: 300f, 12.5s, HH:MM:SS.mmm or HH:MM:SS:FF (default: the start)')
    .option('--to <time>', 'end, not included (default: the end)')
    .option('--endpoint <url>', 'where to ask, such as http://localhost:11434/v1 (default: the one of the settings, if captions are on)')
    .option('--model <name>', 'the model, as the endpoint knows it')
    .option('--frames <number>', 'how many frames to send, 1 to 16')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nA key is taken from the environment variable INTERWEAVE_CAPTION_KEY and from nowhere else.')
    .action((input: string, options: CaptionOptions) => run(options, (context) => caption(input, options, context)));
}

async function caption(input: string, options: CaptionOptions, { client, terminal, signal }: CommandContext): Promise<void> {
  const settings = settingsFrom(options, (await client.call('settings.get', {})).captions);
  const path = resolve(input);
  const range = await rangeFrom(options, await client.call('media.probe', { path }, { signal }), signal);
  terminal.remark(`Asking ${settings.model} at ${settings.baseUrl}.`);
  const result = await client.call('caption.describeFile', { path, range, settings }, { signal });
  terminal.line(result.caption.text);
  terminal.result(result.caption);
}

/** As they are stored, with what the options say. Naming an endpoint switches captions on for this once. */
function settingsFrom({ endpoint, model, frames }: CaptionOptions, stored: CaptionSettings): CaptionSettings {
  const changes = {
    ...(endpoint === undefined ? {} : { enabled: true, baseUrl: endpoint }),
    ...(model === undefined ? {} : { model }),
    ...(frames === undefined ? {} : { frames: /^\d+$/.test(frames) ? Number(frames) : NaN }),
  };
  const parsed = CaptionSettings.safeParse({ ...stored, ...changes });
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0]);
    const advice = {
      baseUrl: '--endpoint takes an address such as http://localhost:11434/v1.',
      frames: '--frames takes a number from 1 to 16.',
    }[field];
    throw new AppError('bad-input', advice ?? `--model does not take "${model ?? ''}".`);
  }
  if (!parsed.data.enabled) {
    throw new AppError(
      'forbidden',
      'Captions are off, and nothing is sent anywhere. Name an endpoint and a model: --endpoint URL --model NAME.',
    );
  }
  if (parsed.data.model === '') throw new AppError('bad-input', 'No model is named. Give one that the endpoint has: --model NAME.');
  return parsed.data;
}
