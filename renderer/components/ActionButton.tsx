import Button, { type ButtonProps } from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';

export interface ActionButtonProps extends Omit<ButtonProps, 'disabled' | 'title' | 'onClick'> {
  /** Why it cannot be done now, in words: the button stays reachable and says so. Null when it can. */
  readonly reason?: string | null;
  /** What it does, where the label is not enough. */
  readonly hint?: ReactNode;
  readonly onClick: () => void;
}

/** A button that explains itself when it is off, instead of going dead and silent. */
export function ActionButton({ reason = null, hint, onClick, children, ...rest }: ActionButtonProps) {
  return (
    <Tooltip title={reason ?? hint ?? ''} describeChild>
      <Button {...rest} aria-disabled={reason !== null} onClick={reason === null ? onClick : undefined}>
        {children}
      </Button>
    </Tooltip>
  );
}

interface IconActionProps {
  /** Its name for screen readers, and the tooltip. */
  readonly label: string;
  /** Shown after the label in the tooltip. */
  readonly shortcut?: string | undefined;
  readonly reason?: string | null;
  readonly pressed?: boolean;
  readonly size?: 'small' | 'medium';
  readonly onClick: (event: React.MouseEvent<HTMLButtonElement>) => void;
  readonly children: ReactNode;
}

/** An icon with a name. */
export function IconAction({ label, shortcut, reason = null, pressed, size = 'medium', onClick, children }: IconActionProps) {
  const tip = shortcut === undefined ? label : `${label} (${shortcut})`;
  return (
    <Tooltip title={reason === null ? tip : `${tip}: ${reason}`}>
      <IconButton
        aria-label={label}
        aria-disabled={reason !== null}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={(event) => (reason === null ? onClick(event) : undefined)}
        sx={size === 'small' ? { width: 24, height: 24 } : {}}
      >
        {children}
      </IconButton>
    </Tooltip>
  );
}
