import { AppError } from '../contract/index.ts';
import type { EngineClient } from '../contract/index.ts';
import { exitCodes } from './exit-codes.ts';
import { openLocalEngine } from './local-engine.ts';
import type { LocalEngine } from './local-engine.ts';
import { createTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export interface CommandContext {
  readonly client: EngineClient;
  readonly local: LocalEngine;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C, with an AppError as its reason. */
  readonly signal: AbortSignal;
}

export interface RunOptions {
  readonly json?: boolean;
  /** What Ctrl-C means for this command, in words. */
  readonly stopping?: string;
  /** What is true after it, in words. */
  readonly canceled?: string;
}

/** Runs the body of a command with an engine; answers the exit code. A second Ctrl-C ends everything at once. */
export type RunCommand = (options: RunOptions, body: (context: CommandContext) => Promise<void>) => Promise<void>;

export async function runCommand(options: RunOptions, body: (context: CommandContext) => Promise<void>): Promise<number> {
  const terminal = createTerminal({ json: options.json === true });
  const abort = new AbortController();
  let local: LocalEngine | null = null;
  const onInterrupt = (): void => {
    if (abort.signal.aborted) {
      process.exit(exitCodes.canceled);
    }
    terminal.remark(`${options.stopping ?? 'Canceling.'} Press Ctrl-C again to stop at once.`);
    abort.abort(new AppError('canceled', options.canceled ?? 'Canceled; nothing was written.'));
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  try {
    local = await openLocalEngine();
    await body({ client: local.client, local, terminal, signal: abort.signal });
    return 0;
  } catch (error) {
    terminal.progressDone();
    const failure = abort.signal.aborted ? (abort.signal.reason as AppError) : toAppError(error);
    terminal.failure(failure);
    return exitCodes[failure.code];
  } finally {
    await local?.close();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(
    'internal',
    `Something went wrong that should not: ${message}. Run again with INTERWEAVE_DEBUG=1 for details.`,
    error,
  );
}
