import Checkbox from '@mui/material/Checkbox';

interface TickBoxProps {
  /** For screen readers, where what stands beside it does not say it all. */
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onTurn: () => void;
}

/** A tick box as small as the text beside it. */
export function TickBox({ label, checked, disabled = false, onTurn }: TickBoxProps) {
  return (
    <Checkbox
      size="small"
      checked={checked}
      disabled={disabled}
      onChange={onTurn}
      slotProps={{ input: { 'aria-label': label } }}
      sx={(theme) => ({
        p: 0,
        color: theme.studio.edge,
        '&.Mui-checked': { color: theme.studio.result },
        '&.Mui-disabled': { opacity: 0.4 },
        '&.Mui-focusVisible': { outline: `2px solid ${theme.studio.result}`, outlineOffset: 1, borderRadius: 1 },
      })}
    />
  );
}
