import type { Command } from 'commander';
import type { RunCommand } from '../run-command.ts';
import { bytesText } from '../terminal.ts';

export function addDevicesCommand(program: Command, run: RunCommand): void {
  program
    .command('devices')
    .description('List where models can run, and why somewhere they cannot.')
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }) =>
      run(options, async ({ client, terminal, signal }) => {
        const { devices } = await client.call('devices.list', { refresh: true }, { signal });
        for (const { provider, name, usable, reason, memoryBudgetBytes, threads } of devices) {
          const budget = memoryBudgetBytes === null ? '' : `, ${bytesText(memoryBudgetBytes)} for models`;
          const threadText = threads === null ? '' : `, ${threads} threads`;
          terminal.line(`${provider.padEnd(9)} ${usable ? `usable: ${name}${threadText}${budget}` : `not usable: ${reason ?? ''}`}`);
        }
        terminal.result({ devices });
      }),
    );
}
