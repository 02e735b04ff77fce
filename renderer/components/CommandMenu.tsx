import Menu from '@mui/material/Menu';
import { menuItems } from './ContextMenu.tsx';

interface CommandMenuProps {
  readonly label: string;
  /** Ids of the command table, with a line between groups. */
  readonly groups: readonly (readonly string[])[];
  /** Null: closed. */
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
}

/** Commands as a menu of a button; what cannot be done now is dimmed. */
export function CommandMenu({ label, groups, anchor, onClose }: CommandMenuProps) {
  return (
    <Menu
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{ paper: { sx: { minWidth: 280 } }, list: { 'aria-label': label } }}
    >
      {anchor !== null && menuItems({ groups, onClose })}
    </Menu>
  );
}
