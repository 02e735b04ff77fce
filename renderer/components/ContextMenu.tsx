import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { commandTitle } from '../app/command.ts';
import { findCommand } from '../app/commands.ts';
import { run, runCommand } from '../app/run-command.ts';
import { CommandKeys } from './CommandKeys.tsx';

/** A command by its id, or something that only this one row can do. */
export type MenuEntry = string | { readonly title: string; readonly run: () => void | Promise<void> };

/** Where a menu opens, in CSS pixels of the window. */
export interface MenuPlace {
  readonly left: number;
  readonly top: number;
}

/**
 * Opens by right click, by the Menu key and by Shift+F10: the browser sends `contextmenu` for all three, and for the keys it names a place
 * on the element that has the focus.
 */
export function useContextMenu() {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const onContextMenu = (event: React.MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setPlace({ left: event.clientX, top: event.clientY });
  };
  return { place, onContextMenu, close: () => setPlace(null) };
}

interface ContextMenuProps {
  /** Its name for screen readers. */
  readonly label: string;
  /** Null: closed. */
  readonly place: MenuPlace | null;
  readonly groups: readonly (readonly MenuEntry[])[];
  readonly onClose: () => void;
}

/** What can be done with the thing under the pointer, with the keys that do the same. */
export function ContextMenu({ label, place, groups, onClose }: ContextMenuProps) {
  return (
    <Menu
      open={place !== null}
      onClose={onClose}
      anchorReference="anchorPosition"
      {...(place === null ? {} : { anchorPosition: place })}
      // A second right click closes it instead of opening the browser's own.
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      // What happens in the menu is not meant for the row that it belongs to.
      onKeyDown={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      slotProps={{ list: { 'aria-label': label }, paper: { sx: { minWidth: 240 } } }}
    >
      {place !== null && menuItems({ groups, onClose })}
    </Menu>
  );
}

/** Rows of a Menu, which wants them as its own children: groups between hairlines, each command with its key. */
export function menuItems({ groups, onClose }: Pick<ContextMenuProps, 'groups' | 'onClose'>) {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => [
      ...(index === 0 ? [] : [<Divider key={`divider-${index}`} sx={{ my: '4px !important' }} />]),
      ...group.map((entry) => {
        const command = typeof entry === 'string' ? findCommand(entry) : undefined;
        const title = typeof entry === 'string' ? command && commandTitle(command) : entry.title;
        if (title === undefined) return null;
        return (
          <MenuItem
            key={title}
            disabled={(command?.disabledReason?.() ?? null) !== null}
            onClick={() => {
              onClose();
              // After the menu gave the focus back, so that what opens next keeps it.
              setTimeout(() => (typeof entry === 'string' ? command !== undefined && runCommand(command) : run(entry.run)));
            }}
            sx={{ gap: 6 }}
          >
            <Box sx={{ flex: 1 }}>{title}</Box>
            {command !== undefined && <CommandKeys id={command.id} />}
          </MenuItem>
        );
      }),
    ]);
}
