import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { commandTitle, type Command } from '../../app/command.ts';
import type { Keymap } from '../../app/keymap.ts';
import { shortcutText } from '../../app/shortcut-words.ts';
import { Keys } from '../../components/Keys.tsx';
import { t } from '../../i18n/words.ts';
import { KeyCapture } from './KeyCapture.tsx';

interface ShortcutRowProps {
  readonly command: Command;
  readonly keymap: Keymap;
  readonly editing: boolean;
  readonly onEdit: (editing: boolean) => void;
}

/** A command and its keys; a click (or Enter) asks for new ones. */
export function ShortcutRow({ command, keymap, editing, onEdit }: ShortcutRowProps) {
  const button = useRef<HTMLButtonElement>(null);
  const shortcuts = keymap.get(command.id) ?? [];
  const words = shortcuts.length === 0 ? t('help.noKey2') : shortcuts.map(shortcutText).join(', ');
  const close = () => {
    onEdit(false);
    button.current?.focus();
  };
  return (
    <Box sx={{ breakInside: 'avoid' }}>
      <ButtonBase
        ref={button}
        aria-expanded={editing}
        aria-label={t('help.change', { command: commandTitle(command), words })}
        onClick={() => onEdit(!editing)}
        sx={(theme) => ({
          display: 'flex',
          width: 'calc(100% + 16px)',
          mx: -2,
          px: 2,
          gap: 2,
          minHeight: 28,
          textAlign: 'left',
          borderRadius: `${theme.sizes.radius}px`,
          backgroundColor: editing ? theme.studio.selected : 'transparent',
          '&:hover': { backgroundColor: editing ? theme.studio.selected : theme.studio.hover },
          '&:focus-visible': { outlineOffset: -2 },
        })}
      >
        <Typography variant="body2" sx={{ flex: 1, minWidth: 0, py: 1 }}>
          {commandTitle(command)}{' '}
        </Typography>
        {/* The button's name says them in words. */}
        <Box component="span" aria-hidden sx={{ display: 'flex', gap: 2 }}>
          {shortcuts.slice(0, 2).map((shortcut) => (
            <Keys key={shortcut} shortcut={shortcut} />
          ))}
        </Box>
      </ButtonBase>
      {editing && <KeyCapture command={command} keymap={keymap} onClose={close} />}
    </Box>
  );
}
