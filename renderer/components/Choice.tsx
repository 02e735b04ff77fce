import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { FieldLabel } from './FieldLabel.tsx';

interface ChoiceProps<T extends string> {
  readonly title: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, word: string])[];
  readonly onChange: (value: T) => void;
  readonly note?: string;
  /** An option that cannot be taken now. */
  readonly off?: T | undefined;
}

/** One of a few, side by side under a title, with a word on what the chosen one means. */
export function Choice<T extends string>({ title, value, options, onChange, note, off }: ChoiceProps<T>) {
  const id = useId();
  return (
    <Box>
      <FieldLabel id={id} title={title} />
      <ToggleButtonGroup
        exclusive
        fullWidth
        value={value}
        aria-labelledby={id}
        onChange={(_event, next: T | null) => next !== null && onChange(next)}
      >
        {options.map(([option, word]) => (
          <ToggleButton key={option} value={option} disabled={option === off}>
            {word}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {note !== undefined && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
          {note}
        </Typography>
      )}
    </Box>
  );
}
