import { analysisCommands } from '../features/analysis/commands.ts';
import { exchangeCommands } from '../features/exchange/commands.ts';
import { windowCommands } from '../features/help/commands.ts';
import { jobCommands } from '../features/jobs/commands.ts';
import { projectCommands } from '../features/project/commands.ts';
import { promptCommands } from '../features/prompt/commands.ts';
import { restoreCommands } from '../features/restore/commands.ts';
import { resultCommands } from '../features/results/commands.ts';
import { tourCommands } from '../features/tour/commands.ts';
import { timelineCommands } from '../features/timeline/commands.ts';
import { viewerCommands } from '../features/viewer/commands.ts';
import type { Command } from './command.ts';

/** The one table: keyboard, native menu, palette and `?` sheet read it. */
export const commands: readonly Command[] = [
  ...projectCommands,
  ...exchangeCommands,
  ...restoreCommands,
  ...resultCommands,
  ...promptCommands,
  ...jobCommands,
  ...viewerCommands,
  ...analysisCommands,
  ...timelineCommands,
  ...windowCommands,
  ...tourCommands,
];

export function findCommand(id: string): Command | undefined {
  return commands.find((command) => command.id === id);
}
