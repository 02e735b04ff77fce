import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import { useId, useState } from 'react';
import type { CaptionSettings } from '../../../native/contract/index.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { t } from '../../i18n/words.ts';

interface QuestionFieldsProps {
  readonly draft: CaptionSettings;
  readonly onChange: (changes: Partial<CaptionSettings>) => void;
}

/** How many frames go, how large, and what the model is told. */
export function QuestionFields({ draft, onChange }: QuestionFieldsProps) {
  const id = useId();
  return (
    <>
      <Stack direction="row" sx={{ gap: 3 }}>
        <NumberField
          title={t('settings.frames')}
          hint={t('settings.spreadOverSegment')}
          value={draft.frames}
          range={[1, 16]}
          onChange={(frames) => onChange({ frames })}
        />
        <NumberField
          title={t('settings.longerSide')}
          hint={t('settings.largerFramesMadeSmaller')}
          unit="px"
          value={draft.frameSidePx}
          range={[128, 2048]}
          onChange={(frameSidePx) => onChange({ frameSidePx })}
        />
        <NumberField
          title={t('settings.timeout')}
          hint={t('settings.forHowLongEndpoint')}
          unit="s"
          value={draft.timeoutSec}
          range={[1, 600]}
          onChange={(timeoutSec) => onChange({ timeoutSec })}
        />
      </Stack>
      <Box>
        <FieldLabel id={id} title={t('settings.instructionsModel')} />
        <OutlinedInput
          multiline
          fullWidth
          minRows={3}
          maxRows={8}
          value={draft.systemPrompt}
          onChange={(event) => onChange({ systemPrompt: event.target.value })}
          inputProps={{ 'aria-labelledby': id, maxLength: 4000 }}
        />
      </Box>
    </>
  );
}

interface NumberFieldProps {
  readonly title: string;
  readonly hint: string;
  readonly unit?: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly onChange: (value: number) => void;
}

/** A whole number, brought into its range when the field is left. */
function NumberField({ title, hint, unit, value, range, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const number = Math.round(Number(typed));
    if (typed !== null && typed.trim() !== '' && Number.isFinite(number)) onChange(Math.min(range[1], Math.max(range[0], number)));
    setTyped(null);
  };
  return (
    <Box sx={{ flex: 1 }}>
      <FieldLabel id={id} title={title} hint={hint} />
      <OutlinedInput
        fullWidth
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        endAdornment={unit}
        inputProps={{ 'aria-labelledby': id, inputMode: 'numeric' }}
        sx={(theme) => ({ color: theme.studio.dim, pr: 2, '& input': { color: theme.studio.text, fontFamily: theme.fonts.mono } })}
      />
    </Box>
  );
}
