import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { defaultWords } from './default-words.ts';
import { optionWord } from './option-words.ts';
import type { ParameterFieldProps } from './parameter-field-props.ts';

const openChoices = 3;
/** Stands for null in the list. */
const packages = '';

export function ChoiceField({
  parameter,
  options,
  value,
  packageDefault,
  onChange,
}: ParameterFieldProps & { readonly options: readonly string[] }) {
  const { key, title, description, nullable } = parameter;
  const id = useId();
  if (!nullable && options.length <= openChoices) {
    return (
      <Box>
        <FieldLabel id={id} title={title} hint={description} />
        <ToggleButtonGroup
          exclusive
          fullWidth
          value={value}
          aria-labelledby={id}
          onChange={(_event, next: unknown) => next !== null && onChange(next)}
        >
          {options.map((option) => (
            <ToggleButton key={option} value={option}>
              {optionWord(option, key)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
    );
  }
  return (
    <Box>
      <FieldLabel id={id} title={title} hint={description} />
      <Select
        fullWidth
        displayEmpty
        value={typeof value === 'string' ? value : packages}
        labelId={id}
        onChange={(event) => onChange(event.target.value === packages ? null : event.target.value)}
        renderValue={(option) =>
          option === packages ? (
            <Typography component="span" color="textDisabled">
              {defaultWords(packageDefault, key)}
            </Typography>
          ) : (
            optionWord(option, key)
          )
        }
      >
        {nullable && <MenuItem value={packages}>{defaultWords(packageDefault, key)}</MenuItem>}
        {options.map((option) => (
          <MenuItem key={option} value={option}>
            {optionWord(option, key)}
          </MenuItem>
        ))}
      </Select>
    </Box>
  );
}
