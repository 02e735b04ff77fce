import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId, useState } from 'react';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { t } from '../../i18n/words.ts';
import { defaultWords } from './default-words.ts';
import { numberTyped } from './number-typed.ts';
import type { ParameterFieldProps } from './parameter-field-props.ts';
import type { NumberKind } from './parameters.ts';

type NumberFieldProps = ParameterFieldProps & { readonly kind: NumberKind };

export function RangeField({ parameter, kind, value, onChange }: NumberFieldProps) {
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
          min={kind.min}
          max={kind.max}
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

/** Label and number in one line. Emptied, it is the package's again. */
export function TypedNumberField(props: NumberFieldProps) {
  const { title, description } = props.parameter;
  const id = useId();
  return (
    <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', gap: 3 }}>
      <Box sx={{ '& > *': { mb: 0 } }}>
        <FieldLabel id={id} title={title} hint={description} />
      </Box>
      <NumberInput {...props} labelId={id} width={184} />
    </Stack>
  );
}

/** 0 means "choose for me". */
export function AutomaticNumberField(props: NumberFieldProps) {
  const { parameter, kind, value, onChange } = props;
  const id = useId();
  const automatic = value === 0;
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
            if (next === 'fixed' && automatic) onChange(Math.min(kind.max, Math.max(kind.min, parameter.begin ?? kind.min)));
          }}
          sx={{ flex: 1 }}
        >
          <ToggleButton value="auto" sx={{ flex: 1 }}>
            {t('restore.automatic')}
          </ToggleButton>
          <ToggleButton value="fixed" sx={{ flex: 1 }}>
            {t('restore.fixed')}
          </ToggleButton>
        </ToggleButtonGroup>
        {!automatic && <NumberInput {...props} labelId={id} width={96} />}
      </Stack>
    </Box>
  );
}

/** A number that is typed in is checked when the field is left. */
function NumberInput({
  parameter,
  kind,
  value,
  packageDefault,
  onChange,
  labelId,
  width,
}: NumberFieldProps & { readonly labelId: string; readonly width: number }) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed === null) return;
    setTyped(null);
    if (typed.trim() === '' && parameter.nullable) onChange(null);
    const number = numberTyped(typed, kind);
    if (number !== null && number !== value) onChange(number);
  };
  return (
    <OutlinedInput
      value={typed ?? (typeof value === 'number' ? String(value) : '')}
      placeholder={parameter.nullable ? defaultWords(packageDefault, parameter.key) : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(null);
      }}
      endAdornment={parameter.unit}
      inputProps={{ 'aria-labelledby': labelId, inputMode: kind.integer ? 'numeric' : 'decimal' }}
      sx={(theme) => ({
        width,
        flex: 'none',
        color: theme.studio.dim,
        pr: 2,
        '& input': {
          color: theme.studio.text,
          fontFamily: theme.fonts.mono,
          '&::placeholder': { fontFamily: theme.typography.fontFamily },
        },
      })}
    />
  );
}
