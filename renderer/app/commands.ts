import type { Command } from './command.ts';

/** The one table. Timeline and viewer put theirs into features/{timeline,viewer}/commands.ts and are spread in here. */
export const commands: readonly Command[] = [];
