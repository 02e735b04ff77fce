import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { commandTitle, type Command } from '../../app/command.ts';
import { commands } from '../../app/commands.ts';
import { runCommand } from '../../app/run-command.ts';
import { CommandKeys } from '../../components/CommandKeys.tsx';
import { t } from '../../i18n/words.ts';
import { showOverlay, useOverlay } from '../../state/overlay-store.ts';
import { findCommands } from './find-commands.ts';

/** Every command by its name. Typing narrows, arrows choose, Enter does it. */
export function CommandPalette() {
  const open = useOverlay((state) => state.overlay === 'palette');
  const close = () => showOverlay(null);
  return (
    <Dialog
      open={open}
      onClose={close}
      // A label of the Dialog itself would name the layer around the dialog.
      slotProps={{
        container: { sx: { alignItems: 'flex-start' } },
        paper: { 'aria-label': t('help.findCommand'), sx: { width: 560, mt: '12vh' } },
      }}
    >
      {open && <Palette onClose={close} />}
    </Dialog>
  );
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const listId = useId();
  const found = findCommands(commands, query);
  const chosen = Math.min(index, found.length - 1);
  const perform = (command: Command | undefined) => {
    if (command === undefined || (command.disabledReason?.() ?? null) !== null) return;
    onClose();
    // After the dialog gave the focus back, so that what opens next keeps it.
    setTimeout(() => runCommand(command));
  };
  return (
    <>
      <InputBase
        autoFocus
        fullWidth
        placeholder={t('help.findCommand')}
        value={query}
        startAdornment={<SearchIcon sx={{ color: 'text.secondary', mr: 2 }} />}
        onChange={(event) => {
          setQuery(event.target.value);
          setIndex(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined && found.length > 0) {
            event.preventDefault();
            setIndex((chosen + step + found.length) % found.length);
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            perform(found[chosen]);
          }
        }}
        inputProps={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': listId,
          'aria-label': t('help.findCommand'),
          'aria-activedescendant': found.length === 0 ? undefined : `${listId}-${chosen}`,
        }}
        sx={(theme) => ({ px: 4, height: 48, fontSize: 15, borderBottom: `1px solid ${theme.studio.line}` })}
      />
      <Box role="listbox" id={listId} aria-label={t('help.commands')} sx={{ height: 360, overflow: 'auto', py: 1 }}>
        {found.map((command, place) => (
          <PaletteRow
            key={command.id}
            id={`${listId}-${place}`}
            command={command}
            chosen={place === chosen}
            onPoint={() => setIndex(place)}
            onPick={() => perform(command)}
          />
        ))}
        {found.length === 0 && (
          <Typography color="textSecondary" sx={{ p: 5, textAlign: 'center' }}>
            {t('help.noCommandName')}
          </Typography>
        )}
      </Box>
    </>
  );
}

interface PaletteRowProps {
  readonly id: string;
  readonly command: Command;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}

function PaletteRow({ id, command, chosen, onPoint, onPick }: PaletteRowProps) {
  const reason = command.disabledReason?.() ?? null;
  return (
    <Box
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={reason !== null}
      ref={(element: HTMLElement | null) => {
        if (chosen) element?.scrollIntoView({ block: 'nearest' });
      }}
      onMouseMove={chosen ? undefined : onPoint}
      onClick={onPick}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        px: 4,
        minHeight: 34,
        cursor: reason === null ? 'pointer' : 'default',
        backgroundColor: chosen ? theme.studio.selected : 'transparent',
        color: reason === null ? theme.studio.text : theme.studio.faint,
      })}
    >
      <Typography noWrap sx={{ flex: 'none' }}>
        {commandTitle(command)}
      </Typography>
      <Typography variant="body2" color="textDisabled" noWrap sx={{ flex: 1, minWidth: 0 }}>
        {reason ?? t(`commandGroups.${command.group}`)}
      </Typography>
      <CommandKeys id={command.id} />
    </Box>
  );
}
