import { Command, CommanderError } from 'commander';
import { AppError } from '../contract/index.ts';
import { readAppVersion } from './app-version.ts';
import { addCaptionCommand } from './commands/caption-command.ts';
import { addCompareCommand } from './commands/compare-command.ts';
import { addDegradeCommand } from './commands/degrade-command.ts';
import { addDevicesCommand } from './commands/devices-command.ts';
import { addEvaluateCommand } from './commands/evaluate-command.ts';
import { addModelsCommand } from './commands/models-command.ts';
import { addProbeCommand } from './commands/probe-command.ts';
import { addProfileCommand } from './commands/profile-command.ts';
import { addProjectCommand } from './commands/project-command.ts';
import { addRestoreCommand } from './commands/restore-command.ts';
import { addServeCommand } from './commands/serve-command.ts';
import { exitCodes } from './exit-codes.ts';
import type { RunCommand } from './run-command.ts';
import { createTerminal } from './terminal.ts';

/** The `interweave` command: the studio's engine for scripts and farms. `args` without node and script; answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const run: RunCommand = async (options, body) => {
    // Loaded when a command runs, so that --help and a wrong option answer at once.
    const { runCommand } = await import('./run-command.ts');
    exitCode = await runCommand(options, body);
  };
  const program = new Command('interweave')
    .description('Restores video: trims, upscales, rebuilds texture, keeps time, sound and colour tags.')
    .version(readAppVersion());
  addRestoreCommand(program, run);
  addCompareCommand(program, run);
  addDegradeCommand(program, run);
  addEvaluateCommand(program, run);
  addProbeCommand(program, run);
  addCaptionCommand(program, run);
  addDevicesCommand(program, run);
  addModelsCommand(program, run);
  addProfileCommand(program, run);
  addProjectCommand(program, run);
  addServeCommand(program, run);
  for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)]) {
    command.exitOverride().configureOutput({ outputError: () => undefined });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    return usageError(error, args);
  }
}

function usageError(error: CommanderError, args: readonly string[]): number {
  // Commander shows the help of a group without a command as an error of its own.
  const message = error.code === 'commander.help' ? 'No command was given.' : error.message.replace(/^error: /, '');
  const terminal = createTerminal({ json: args.includes('--json') });
  terminal.failure(new AppError('bad-input', `${message} See: interweave --help`));
  return exitCodes['bad-input'];
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
