import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId, useState } from 'react';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { t } from '../../i18n/words.ts';
import { frameNumbers } from './list-typed.ts';
import { optionWord } from './option-words.ts';
import type { ParameterFieldProps } from './parameter-field-props.ts';

/** A choice, or a list of frame numbers that is typed with commas. */
export function ListField({ parameter, options, value, onChange }: ParameterFieldProps & { readonly options: readonly string[] }) {
  const { key, title, description } = parameter;
  const id = useId();
  const listed = Array.isArray(value);
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null) onChange(frameNumbers(typed));
    setTyped(null);
  };
  return (
    <Box>
      <FieldLabel id={id} title={title} hint={description} />
      <ToggleButtonGroup
        exclusive
        fullWidth
        value={listed ? 'listed' : value}
        aria-labelledby={id}
        onChange={(_event, next: unknown) => next !== null && onChange(next === 'listed' ? [] : next)}
      >
        {options.map((option) => (
          <ToggleButton key={option} value={option}>
            {optionWord(option, key)}
          </ToggleButton>
        ))}
        <ToggleButton value="listed">{t('restore.listed')}</ToggleButton>
      </ToggleButtonGroup>
      {listed && (
        <OutlinedInput
          fullWidth
          placeholder={t('restore.firstFrames1240')}
          value={typed ?? value.join(', ')}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setTyped(null);
          }}
          inputProps={{ 'aria-label': t('restore.firstFrames', { title }), inputMode: 'numeric' }}
          sx={(theme) => ({ mt: 1.5, fontFamily: theme.fonts.mono })}
        />
      )}
    </Box>
  );
}
