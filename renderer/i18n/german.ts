import { commandGroups } from './de/command-groups.ts';
import { commands } from './de/commands.ts';
import { common } from './de/common.ts';
import { settings } from './de/settings.ts';
import { tour } from './de/tour.ts';

import type { English } from './english.ts';

type German = { readonly [Feature in keyof English]: Readonly<Record<keyof English[Feature], string>> };

/** Neutral infinitives, the words of the cutting room, nobody addressed. */
export const german: German = { commandGroups, commands, common, settings, tour };
