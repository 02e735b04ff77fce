import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import InputBase from '@mui/material/InputBase';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { commandTitle, type Command, type CommandGroup } from '../../app/command.ts';
import { commands } from '../../app/commands.ts';
import { useKeymap } from '../../app/keymap-now.ts';
import type { Keymap } from '../../app/keymap.ts';
import { shortcutText } from '../../app/shortcut-words.ts';
import { ActionButton, IconAction } from '../../components/ActionButton.tsx';
import { t } from '../../i18n/words.ts';
import { useKeyChoice } from '../../state/keymap-store.ts';
import { showOverlay, useOverlay } from '../../state/overlay-store.ts';
import { KeyPresetPicker } from './KeyPresetPicker.tsx';
import { ShortcutRow } from './ShortcutRow.tsx';

const groups: readonly CommandGroup[] = ['Playback', 'Timeline', 'Edit', 'Restore', 'View', 'Project', 'Help'];

/** Every command with its keys, which can be changed here. */
export function ShortcutSheet() {
  const open = useOverlay((state) => state.overlay === 'shortcuts');
  return (
    <Dialog
      open={open}
      onClose={() => showOverlay(null)}
      aria-labelledby="shortcuts-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 880, height: 'min(720px, 100% - 64px)' } } }}
    >
      {open && <Sheet />}
    </Dialog>
  );
}

function Sheet() {
  const keymap = useKeymap();
  const changes = useKeyChoice((choice) => Object.keys(choice.own).length);
  const [query, setQuery] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const found = commands.filter((command) => matches({ command, keymap, query }));
  return (
    <>
      <Stack direction="row" sx={{ alignItems: 'center', pr: 3 }}>
        <DialogTitle id="shortcuts-title" sx={{ flex: 1 }}>
          {t('help.keyboardShortcuts')}
        </DialogTitle>
        <IconAction label={t('common.close')} onClick={() => showOverlay(null)}>
          <CloseIcon />
        </IconAction>
      </Stack>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 3, px: 5, pb: 3 }}>
        <InputBase
          placeholder={t('help.findByNameOr')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          inputProps={{ 'aria-label': t('help.findShortcutByName') }}
          sx={(theme) => ({
            flex: 1,
            height: theme.sizes.control,
            px: 2.5,
            fontSize: 13,
            borderRadius: `${theme.sizes.radius}px`,
            border: `1px solid ${theme.studio.edge}`,
            backgroundColor: theme.studio.field,
            '&:focus-within': { borderColor: theme.studio.result },
          })}
        />
        <KeyPresetPicker />
        <ActionButton
          variant="outlined"
          reason={changes === 0 ? t('help.noKeyChanged') : null}
          hint={t('help.takesBackEveryChange')}
          onClick={() => useKeyChoice.setState({ own: {} })}
        >
          {t('help.resetAll')}
        </ActionButton>
      </Stack>
      <DialogContent dividers sx={{ px: 5, py: 3 }}>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 3 }}>
          {t('help.chooseCommandGiveAnother')}
        </Typography>
        <Box sx={{ columns: '2 320px', columnGap: 8 }}>
          {groups.map((group) => (
            <ShortcutGroup
              key={group}
              group={group}
              rows={found.filter((command) => command.group === group)}
              keymap={keymap}
              editing={editing}
              onEdit={setEditing}
            />
          ))}
        </Box>
        {found.length === 0 && <Typography color="textSecondary">{t('help.nothingHasNameOr')}</Typography>}
      </DialogContent>
    </>
  );
}

interface ShortcutGroupProps {
  readonly group: CommandGroup;
  readonly rows: readonly Command[];
  readonly keymap: Keymap;
  /** Of the command whose keys are being changed. */
  readonly editing: string | null;
  readonly onEdit: (id: string | null) => void;
}

function ShortcutGroup({ group, rows, keymap, editing, onEdit }: ShortcutGroupProps) {
  if (rows.length === 0) return null;
  return (
    <Box component="section" aria-label={t(`commandGroups.${group}`)} sx={{ mb: 5, breakInside: 'avoid-column' }}>
      <Typography variant="heading" component="h3" sx={{ m: 0, mb: 1, breakAfter: 'avoid-column' }}>
        {t(`commandGroups.${group}`)}
      </Typography>
      {rows.map((command) => (
        <ShortcutRow
          key={command.id}
          command={command}
          keymap={keymap}
          editing={command.id === editing}
          onEdit={(edit) => onEdit(edit ? command.id : null)}
        />
      ))}
    </Box>
  );
}

function matches({ command, keymap, query }: { readonly command: Command; readonly keymap: Keymap; readonly query: string }): boolean {
  const wanted = query.trim().toLowerCase();
  const keys = keymap.get(command.id) ?? [];
  return commandTitle(command).toLowerCase().includes(wanted) || keys.some((key) => shortcutText(key).toLowerCase() === wanted);
}
