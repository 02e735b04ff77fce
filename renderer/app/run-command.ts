import { errorMessage, isCanceled } from '../engine/engine-client.ts';
import { notify } from '../state/notice-store.ts';
import type { Command } from './command.ts';

/** Runs it where it can be run, says why where it cannot, and shows what went wrong. */
export function runCommand(command: Command): void {
  const reason = command.disabledReason?.() ?? null;
  if (reason !== null) {
    notify({ severity: 'info', message: reason });
    return;
  }
  run(() => command.run());
}

/** Any action of a button: its rejection becomes a notice. */
export function run(action: () => void | Promise<void>): void {
  void Promise.resolve()
    .then(action)
    .catch((error: unknown) => {
      if (!isCanceled(error)) notify({ severity: 'error', message: errorMessage(error) });
    });
}
