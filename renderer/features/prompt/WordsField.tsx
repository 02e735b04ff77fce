import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useState } from 'react';
import { MAX_PROMPT_CHARS } from '../../../native/contract/index.ts';
import { errorMessage } from '../../engine/engine-client.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { createTypingBurst } from './typing-burst.ts';

interface WordsFieldProps {
  readonly title: string;
  readonly hint: string;
  readonly value: string;
  readonly placeholder: string;
  readonly minRows: number;
  /** How much the model reads; null where that is not known. */
  readonly tokens: { readonly count: number; readonly limit: number } | null;
  /** The words at the end that the model does not read. */
  readonly unread: string;
  /** Gives the words back to the package; absent where they are its already, or never. */
  readonly onReset?: (() => void) | undefined;
  readonly onType: (text: string, gesture: string) => Promise<void>;
}

/** A prompt. Every burst of typing is one undo step, and the field shows what is typed whatever the engine does. Remount it for other segments. */
export function WordsField({ title, hint, value, placeholder, minRows, tokens, unread, onReset, onType }: WordsFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [burst] = useState(() => createTypingBurst((text, gesture) => onType(text, gesture).catch(tell)));
  useEffect(() => () => void burst.end(), [burst]);
  const isOver = unread !== '';
  return (
    <Box>
      <Stack direction="row" sx={{ alignItems: 'flex-start', gap: 1 }}>
        <FieldLabel id={id} title={title} hint={hint} />
        <Box sx={{ flex: 1 }} />
        {onReset !== undefined && (
          <Button
            variant="text"
            size="small"
            aria-label={t('prompt.takePackageDefault', { title })}
            onClick={onReset}
            sx={{ minHeight: 0, py: 0, px: 1, height: 20, fontSize: 12 }}
          >
            {t('prompt.packageDefault')}
          </Button>
        )}
        {tokens !== null && (
          <Typography variant="mono" sx={{ color: isOver ? 'warning.main' : 'text.secondary', lineHeight: '20px', flex: 'none' }}>
            {t('prompt.tokens', { count: tokens.count, limit: tokens.limit })}
          </Typography>
        )}
      </Stack>
      <OutlinedInput
        multiline
        fullWidth
        minRows={minRows}
        maxRows={10}
        placeholder={placeholder}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          burst.type(event.target.value);
        }}
        onBlur={() => {
          // Until it has arrived the field goes on showing what was typed.
          void burst.end().then(() => setTyped((now) => (now === typed ? null : now)));
        }}
        onKeyDown={(event) => {
          // Shortcuts that restore or preview take the words that stand here.
          if ((event.ctrlKey || event.metaKey) && /^(enter|m)$/i.test(event.key)) void burst.end();
        }}
        inputProps={{ 'aria-labelledby': id, maxLength: MAX_PROMPT_CHARS }}
      />
      {isOver && (
        <Typography
          variant="caption"
          component="p"
          className="selectable"
          sx={{ m: 0, mt: 1, color: 'warning.main', overflowWrap: 'anywhere' }}
        >
          {t('prompt.tooLong')} <s>{unread}</s>
        </Typography>
      )}
    </Box>
  );
}

function tell(error: unknown): void {
  notify({ severity: 'error', message: errorMessage(error) });
}
