import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { OutputSettings } from '../../contract/index.ts';
import { degradeClip } from '../../metrics/degradation/degrade-clip.ts';
import type { DegradationLevel } from '../../metrics/degradation/degradations.ts';
import { commandTools } from '../command-tools.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';

interface DegradeOptions {
  readonly out: string;
  readonly level: DegradationLevel;
  readonly seed: number;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

/** As the restored clip has to be four times larger. */
const SCALE = 4;

export function addDegradeCommand(program: Command, run: RunCommand): void {
  program
    .command('degrade')
    .description('Make a clean clip worse, as the training of the models does: a source whose true clip is known.')
    .argument('<input>', 'the clean clip')
    .requiredOption('-o, --out <file>', 'where the worse clip goes, a quarter as wide and high (.mkv: lossless)')
    .addOption(
      new Option('--level <level>', 'simple: blur and bicubic; complex: blur, resize, noise, JPEG and video compression, twice')
        .choices(['simple', 'complex'])
        .default('complex'),
    )
    .addOption(new Option('--seed <number>', 'the same seed makes the same pixels').argParser(parseSeed).default(0))
    .option('--overwrite', 'replace the output file when the new one is complete')
    .option('--json', 'print one JSON object as the last line')
    .action((input: string, options: DegradeOptions) => run(options, (context) => degrade(input, options, context)));
}

async function degrade(input: string, options: DegradeOptions, { client, terminal, signal }: CommandContext): Promise<void> {
  const media = await client.call('media.probe', { path: resolve(input) }, { signal });
  const outputPath = resolve(options.out);
  const tools = await commandTools();
  const range = { startFrame: 0, endFrame: media.video.frameCount };
  // Lossless where the file can hold it: what encoding adds is no part of the degradation.
  const output = OutputSettings.parse(outputPath.endsWith('.mkv') ? { codec: 'ffv1' } : { quality: 1 });
  const { level, seed } = options;
  const request = { media, range, level, seed, scale: SCALE, output, outputPath, overwrite: options.overwrite === true };
  await degradeClip(
    tools,
    { ...request, temporaryDir: tmpdir() },
    {
      signal,
      progress: (fraction) => terminal.progress('Degrading', fraction),
    },
  );
  terminal.progressDone();
  const result = { output: outputPath, level, seed, frames: media.video.frameCount };
  terminal.line(`${outputPath}: ${level}, seed ${seed}, ${result.frames} frames`);
  terminal.result(result);
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text.trim()) && Number.isSafeInteger(seed)) return seed;
  throw new InvalidArgumentError('It takes a whole number from 0 to 9007199254740991.');
}
