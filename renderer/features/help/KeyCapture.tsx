import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { commandTitle, type Command } from '../../app/command.ts';
import { findCommand } from '../../app/commands.ts';
import { ownerOf, withKeys, type Keymap } from '../../app/keymap.ts';
import { shortcutOf } from '../../app/shortcut-text.ts';
import { isMac, shortcutText } from '../../app/shortcut-words.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { t } from '../../i18n/words.ts';
import { useKeyChoice } from '../../state/keymap-store.ts';

interface KeyCaptureProps {
  readonly command: Command;
  readonly keymap: Keymap;
  readonly onClose: () => void;
}

/** A pressed key that another command has. */
interface Conflict {
  readonly shortcut: string;
  readonly owner: string;
}

/** Waits for the new key of a command. A key that is taken is not taken away unasked. Escape leaves everything as it was. */
export function KeyCapture({ command, keymap, onClose }: KeyCaptureProps) {
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const owner = conflict === null ? undefined : findCommand(conflict.owner);
  const own = useKeyChoice((choice) => choice.own);
  const whole = useRef<HTMLDivElement>(null);
  // The question and its buttons may be below what is in sight.
  useEffect(() => {
    // In braces: newer Chromium returns a promise here, which React would call as the clean-up.
    whole.current?.scrollIntoView({ block: 'nearest' });
  }, [conflict]);
  const bind = (shortcuts: readonly string[]) => {
    useKeyChoice.setState({ own: withKeys(own, keymap, { id: command.id, shortcuts }) });
    onClose();
  };
  const pressed = (shortcut: string) => {
    const owner = ownerOf(keymap, shortcut, command.id);
    if (owner === null) bind([shortcut]);
    else setConflict({ shortcut, owner });
  };
  const reset = () => {
    useKeyChoice.setState({ own: Object.fromEntries(Object.entries(own).filter(([id]) => id !== command.id)) });
    onClose();
  };
  return (
    <Box
      ref={whole}
      sx={{ py: 2 }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The sheet stays.
        event.stopPropagation();
        onClose();
      }}
    >
      <Box
        ref={(element: HTMLElement | null) => element?.focus()}
        role="textbox"
        aria-readonly
        aria-label={t('help.newKeyFor', { command: commandTitle(command) })}
        tabIndex={0}
        onKeyDown={(event) => {
          const shortcut = shortcutOf(event, isMac);
          if (shortcut === null) return;
          event.preventDefault();
          event.stopPropagation();
          pressed(shortcut);
        }}
        sx={(theme) => ({
          ...theme.typography.body2,
          display: 'flex',
          alignItems: 'center',
          height: theme.sizes.control,
          px: 2.5,
          borderRadius: `${theme.sizes.radius}px`,
          border: `1px solid ${theme.studio.edge}`,
          backgroundColor: theme.studio.field,
          color: theme.studio.dim,
        })}
      >
        {conflict === null ? t('help.pressNewKey') : shortcutText(conflict.shortcut)}
      </Box>
      {conflict !== null && (
        <Typography role="alert" variant="body2" color="warning" sx={{ mt: 1.5 }}>
          {t('help.keyTaken', {
            keys: shortcutText(conflict.shortcut),
            owner: owner === undefined ? conflict.owner : commandTitle(owner),
          })}
        </Typography>
      )}
      <Stack direction="row" sx={{ gap: 2, mt: 2 }}>
        {conflict !== null && (
          <Button variant="contained" onClick={() => bind([conflict.shortcut])}>
            {t('help.useHere')}
          </Button>
        )}
        <ActionButton
          variant="outlined"
          reason={(keymap.get(command.id) ?? []).length === 0 ? t('help.hasNoKey') : null}
          onClick={() => bind([])}
        >
          {t('help.noKey')}
        </ActionButton>
        <ActionButton variant="outlined" reason={command.id in own ? null : t('help.hasPresetsKey')} onClick={reset}>
          {t('help.reset')}
        </ActionButton>
        <Button variant="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Stack>
    </Box>
  );
}
