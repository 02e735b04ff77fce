import { commandGroups } from './en/command-groups.ts';
import { commands } from './en/commands.ts';
import { common } from './en/common.ts';
import { settings } from './en/settings.ts';
import { tour } from './en/tour.ts';

/** Every text of the window, by feature. English is the language that keys and values are typed by. */
export const english = { commandGroups, commands, common, settings, tour };
export type English = typeof english;
