import type { ReactNode } from 'react';
import { commandTitle, type Command } from '../app/command.ts';
import { findCommand } from '../app/commands.ts';
import { useShortcut } from '../app/keymap-now.ts';
import { runCommand } from '../app/run-command.ts';
import { shortcutText } from '../app/shortcut-words.ts';
import { useProjectState } from '../engine/project-data.ts';
import { useView } from '../state/view-store.ts';
import { IconAction } from './ActionButton.tsx';

interface CommandIconProps {
  /** Of the command table. */
  readonly id: string;
  readonly pressed?: boolean;
  readonly size?: 'small' | 'medium';
  readonly children: ReactNode;
}

/** A command as an icon: off, with the reason in its tooltip, while it cannot be done. */
export function CommandIcon({ id, children, ...rest }: CommandIconProps) {
  const command = findCommand(id);
  return command === undefined ? null : (
    <KnownCommand command={command} {...rest}>
      {children}
    </KnownCommand>
  );
}

function KnownCommand({ command, children, ...rest }: Omit<CommandIconProps, 'id'> & { readonly command: Command }) {
  const shortcut = useShortcut(command.id);
  return (
    <IconAction
      {...rest}
      label={commandTitle(command)}
      shortcut={shortcut === undefined ? undefined : shortcutText(shortcut)}
      reason={useDisabledReason(command)}
      onClick={() => runCommand(command)}
    >
      {children}
    </IconAction>
  );
}

/** Commands read the view and the project themselves, so it is asked again whenever one of the two changes. */
function useDisabledReason(command: Command): string | null {
  const reason = (): string | null => command.disabledReason?.() ?? null;
  useProjectState(reason);
  return useView(reason);
}
