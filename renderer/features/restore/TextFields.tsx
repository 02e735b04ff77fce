import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import { useId, useState } from 'react';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { t } from '../../i18n/words.ts';
import { defaultWords } from './default-words.ts';
import type { ParameterFieldProps } from './parameter-field-props.ts';

/** One line. */
export function WordField({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  const { shown, type, commit } = useTyped(value, onChange);
  return (
    <Box>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <OutlinedInput
        fullWidth
        value={shown}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        inputProps={{ 'aria-labelledby': id }}
      />
    </Box>
  );
}

/** Several lines. Left open, it shows the package's words; emptied, it is empty on purpose, and can be given back to the package. */
export function PromptField({ parameter, value, packageDefault, onChange }: ParameterFieldProps) {
  const { key, title, description, nullable, kind } = parameter;
  const id = useId();
  const { shown, type, commit } = useTyped(value, onChange);
  const open = value === null;
  return (
    <Box>
      <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
        <FieldLabel id={id} title={title} hint={description} />
        {nullable && !open && (
          <Button
            variant="text"
            size="small"
            aria-label={t('restore.takePackageDefault', { title })}
            onClick={() => onChange(null)}
            sx={{ minHeight: 0, py: 0, px: 1, mr: -1, height: 20 }}
          >
            {t('restore.packageDefault')}
          </Button>
        )}
      </Stack>
      <OutlinedInput
        multiline
        fullWidth
        minRows={2}
        maxRows={8}
        placeholder={open ? defaultWords(packageDefault, key) : nullable ? t('restore.nothing') : t('restore.whatSeen')}
        value={shown}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          // Shortcuts that restore or preview take the words that stand here.
          if ((event.ctrlKey || event.metaKey) && /^(enter|m)$/i.test(event.key)) commit();
        }}
        inputProps={{ 'aria-labelledby': id, maxLength: kind.type === 'text' ? (kind.maxLength ?? undefined) : undefined }}
      />
    </Box>
  );
}

/** The project gets what was typed when the field is left. */
function useTyped(value: unknown, onChange: (value: unknown) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    shown: typed ?? (typeof value === 'string' ? value : ''),
    type: setTyped,
    commit: () => {
      if (typed !== null && typed !== value) onChange(typed);
      setTyped(null);
    },
  };
}
