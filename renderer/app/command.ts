import type { commands } from '../i18n/en/commands.ts';
import { t } from '../i18n/words.ts';

/** Its title is the text of that name in the `commands.ts` of every language. */
type CommandId = keyof typeof commands;
export type CommandGroup = 'Project' | 'Edit' | 'Restore' | 'Playback' | 'Timeline' | 'View' | 'Help';

/**
 * Something a user can do, under one id for keyboard, native menu, palette and buttons. A feature keeps its own in
 * `features/<name>/commands.ts`; `app/commands.ts` collects them.
 */
export interface Command {
  /** `noun.verb`, as the menu sends it. */
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** In tinykeys' words (`$mod+Shift+z`, `Space`, `ArrowLeft`); `$mod` is Ctrl, or Cmd on a Mac. */
  readonly shortcuts: readonly string[];
  /** Why it cannot be done now, in words; null or absent when it can. */
  readonly disabledReason?: () => string | null;
  readonly run: () => void | Promise<void>;
  /** When a held shortcut is let go (shuttle). */
  readonly release?: () => void;
  /** True when holding the key repeats it (frame steps). */
  readonly repeats?: boolean;
}

export function commandTitle({ id }: Pick<Command, 'id'>): string {
  return t(`commands.${id}`);
}
