import MoreHorizIcon from '@mui/icons-material/MoreHoriz';
import RedoIcon from '@mui/icons-material/RedoRounded';
import UndoIcon from '@mui/icons-material/UndoRounded';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { IconAction } from '../components/ActionButton.tsx';
import { CommandMenu } from '../components/CommandMenu.tsx';
import { Mark } from '../components/Mark.tsx';
import { useProject, useProjectState } from '../engine/project-data.ts';
import { QueueButton } from '../features/jobs/QueueButton.tsx';
import { RestoreActions } from '../features/restore/RestoreActions.tsx';
import { said } from '../i18n/said.ts';
import { t } from '../i18n/words.ts';
import { commandTitle } from './command.ts';
import { findCommand } from './commands.ts';
import { useShortcut } from './keymap-now.ts';
import { MachineMeter } from './MachineMeter.tsx';
import { runCommand } from './run-command.ts';
import { shortcutText } from './shortcut-words.ts';

/** Project and saved state at the left, the machine and what it shall do at the right. */
export function TitleBar() {
  const open = useProject();
  if (open === null) return null;
  return (
    <Stack
      component="header"
      direction="row"
      sx={(theme) => ({
        alignItems: 'center',
        gap: 2,
        px: 3.5,
        height: theme.sizes.titleBar,
        backgroundColor: theme.studio.panel,
        minWidth: 0,
      })}
    >
      <Mark />
      <Typography component="h1" noWrap title={open.head.path} sx={{ fontWeight: 600, ml: 2, minWidth: 64, flexShrink: 1 }}>
        {open.project.name}
      </Typography>
      <SavedState />
      <HistoryButton id="edit.undo" what={open.history.undo}>
        <UndoIcon />
      </HistoryButton>
      <HistoryButton id="edit.redo" what={open.history.redo}>
        <RedoIcon />
      </HistoryButton>
      <StudioMenu />
      <Box sx={{ flex: 1 }} />
      <MachineMeter />
      <QueueButton />
      <RestoreActions />
    </Stack>
  );
}

/** Every change is saved as it is made; this says so, and says it loudly when it could not be. */
function SavedState() {
  const pending = useProjectState((state) => state.pendingEdits);
  const error = useProjectState((state) => state.saveError);
  return (
    <Typography
      role="status"
      variant="body2"
      noWrap
      title={error ?? ''}
      sx={{ flex: 'none', minWidth: 48, color: error === null ? 'text.secondary' : 'error.main' }}
    >
      {error !== null ? t('app.lastChangeNotSaved') : pending > 0 ? t('app.saving') : t('app.saved')}
    </Typography>
  );
}

function HistoryButton({ id, what, children }: { readonly id: string; readonly what: string | null; readonly children: React.ReactNode }) {
  const command = findCommand(id);
  const shortcut = useShortcut(id);
  if (command === undefined) return null;
  const title = commandTitle(command);
  return (
    <IconAction
      label={what === null ? title : `${title}: ${said(what)}`}
      shortcut={what === null || shortcut === undefined ? undefined : shortcutText(shortcut)}
      reason={what === null ? t('app.nothing', { what: title.toLowerCase() }) : null}
      onClick={() => runCommand(command)}
    >
      {children}
    </IconAction>
  );
}

const menu: readonly (readonly string[])[] = [
  [
    'project.new',
    'project.open',
    'project.saveCopy',
    'media.import',
    'media.relink',
    'project.collect',
    'project.showInFolder',
    'project.close',
  ],
  ['results.export', 'segments.import', 'segments.export'],
  ['view.bin', 'view.timeline', 'view.inspector', 'view.resetLayout'],
  ['settings.open', 'caption.settings'],
  ['help.tour', 'help.palette', 'help.shortcuts', 'help.about'],
];

/** What has no button of its own. In a browser this is the only menu there is. */
function StudioMenu() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconAction label={t('app.menu')} onClick={(event) => setAnchor(event.currentTarget)}>
        <MoreHorizIcon />
      </IconAction>
      <CommandMenu label={t('app.menu')} groups={menu} anchor={anchor} onClose={() => setAnchor(null)} />
    </>
  );
}
