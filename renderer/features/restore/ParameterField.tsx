import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import Slider from '@mui/material/Slider';
import Switch from '@mui/material/Switch';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Stack from '@mui/material/Stack';
import { useId, useState } from 'react';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { optionWord } from './option-words.ts';
import type { Parameter } from './parameters.ts';

export interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: unknown;
  /** `gesture` is set while a slider is being dragged: one undo step. */
  readonly onChange: (value: unknown, gesture?: string) => void;
}

/** Few choices lie open, many fold into a list, ranges get a slider and a number. */
export function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const { kind } = parameter;
  switch (kind.type) {
    case 'choice':
      return <ChoiceField parameter={parameter} options={kind.options} value={value} onChange={onChange} />;
    case 'number':
      return kind.zeroIsAutomatic ? (
        <AutomaticNumberField parameter={parameter} min={kind.min} max={kind.max} value={value} onChange={onChange} />
      ) : (
        <RangeField parameter={parameter} min={kind.min} max={kind.max} value={value} onChange={onChange} />
      );
    case 'switch':
      return <SwitchField parameter={parameter} value={value} onChange={onChange} />;
    case 'text':
      return <TextField parameter={parameter} value={value} onChange={onChange} />;
  }
}

const openChoices = 3;

function ChoiceField({ parameter, options, value, onChange }: ParameterFieldProps & { readonly options: readonly string[] }) {
  const id = useId();
  if (options.length <= openChoices) {
    return (
      <Box>
        <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
        <ToggleButtonGroup
          exclusive
          fullWidth
          value={value}
          aria-labelledby={id}
          onChange={(_event, next: unknown) => next !== null && onChange(next)}
        >
          {options.map((option) => (
            <ToggleButton key={option} value={option}>
              {optionWord(option)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
    );
  }
  return (
    <Box>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <Select fullWidth value={String(value)} labelId={id} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <MenuItem key={option} value={option}>
            {optionWord(option)}
          </MenuItem>
        ))}
      </Select>
    </Box>
  );
}

type NumberFieldProps = ParameterFieldProps & { readonly min: number; readonly max: number };

function RangeField({ parameter, min, max, value, onChange }: NumberFieldProps) {
  const id = useId();
  const [gesture, setGesture] = useState<string | null>(null);
  // The slider follows the hand; the project follows the slider.
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? Number(value);
  return (
    <Box>
      <FieldLabel
        id={id}
        title={parameter.title}
        hint={parameter.description}
        value={`${shown}${parameter.unit === null ? '' : ` ${parameter.unit}`}`}
      />
      <Box sx={{ px: 1.5 }}>
        <Slider
          value={shown}
          min={min}
          max={max}
          aria-labelledby={id}
          onChange={(_event, next) => {
            const current = gesture ?? `slider-${parameter.key}-${Date.now()}`;
            setGesture(current);
            setDragged(next);
            onChange(next, current);
          }}
          onChangeCommitted={() => {
            setGesture(null);
            setDragged(null);
          }}
        />
      </Box>
    </Box>
  );
}

/** 0 means "choose for me"; a number typed in is checked when the field is left. */
function AutomaticNumberField({ parameter, min, max, value, onChange }: NumberFieldProps) {
  const id = useId();
  const automatic = value === 0;
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed === null) return;
    const number = Math.round(Number(typed));
    setTyped(null);
    if (typed.trim() !== '' && Number.isFinite(number)) onChange(Math.min(max, Math.max(min, number)));
  };
  return (
    <Box>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <Stack direction="row" sx={{ gap: 2 }}>
        <ToggleButtonGroup
          exclusive
          value={automatic ? 'auto' : 'fixed'}
          aria-labelledby={id}
          onChange={(_event, next: unknown) => {
            if (next === 'auto') onChange(0);
            if (next === 'fixed' && automatic) onChange(Math.min(max, Math.max(min, 256)));
          }}
          sx={{ flex: 1 }}
        >
          <ToggleButton value="auto" sx={{ flex: 1 }}>
            Automatic
          </ToggleButton>
          <ToggleButton value="fixed" sx={{ flex: 1 }}>
            Fixed
          </ToggleButton>
        </ToggleButtonGroup>
        {!automatic && (
          <OutlinedInput
            value={typed ?? String(value)}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
            endAdornment={parameter.unit}
            inputProps={{ 'aria-labelledby': id, inputMode: 'numeric' }}
            sx={(theme) => ({
              width: 96,
              fontFamily: theme.fonts.mono,
              color: theme.studio.dim,
              pr: 2,
              '& input': { color: theme.studio.text },
            })}
          />
        )}
      </Stack>
    </Box>
  );
}

function SwitchField({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  return (
    <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <Switch
        size="small"
        checked={value === true}
        slotProps={{ input: { 'aria-labelledby': id } }}
        onChange={(event) => onChange(event.target.checked)}
      />
    </Stack>
  );
}

function TextField({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null && typed !== value) onChange(typed);
    setTyped(null);
  };
  return (
    <Box>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <OutlinedInput
        fullWidth
        value={typed ?? (typeof value === 'string' ? value : '')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        inputProps={{ 'aria-labelledby': id }}
      />
    </Box>
  );
}
