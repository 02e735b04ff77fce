import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { CommandGroup } from '../../app/command.ts';
import { commands } from '../../app/commands.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { Keys } from '../../components/Keys.tsx';
import { showOverlay, useOverlay } from '../../state/overlay-store.ts';

const groups: readonly CommandGroup[] = ['Playback', 'Timeline', 'Edit', 'Restore', 'View', 'Project', 'Help'];

/** Every shortcut there is, read from the table. */
export function ShortcutSheet() {
  const open = useOverlay((state) => state.overlay === 'shortcuts');
  return (
    <Dialog open={open} onClose={() => showOverlay(null)} aria-labelledby="shortcuts-title" maxWidth="md" fullWidth>
      <Stack direction="row" sx={{ alignItems: 'center', pr: 3 }}>
        <DialogTitle id="shortcuts-title" sx={{ flex: 1 }}>
          Keyboard shortcuts
        </DialogTitle>
        <IconAction label="Close" onClick={() => showOverlay(null)}>
          <CloseIcon />
        </IconAction>
      </Stack>
      <DialogContent sx={{ columns: '3 240px', columnGap: 8 }}>
        {groups.map((group) => (
          <ShortcutGroup key={group} group={group} />
        ))}
      </DialogContent>
    </Dialog>
  );
}

function ShortcutGroup({ group }: { readonly group: CommandGroup }) {
  const keyed = commands.filter((command) => command.group === group && command.shortcuts.length > 0);
  if (keyed.length === 0) return null;
  return (
    <Box component="section" sx={{ mb: 5, breakInside: 'avoid-column' }}>
      <Typography variant="heading" component="h3" sx={{ m: 0, mb: 1 }}>
        {group}
      </Typography>
      {keyed.map((command) => (
        <Stack key={command.id} direction="row" sx={{ alignItems: 'center', gap: 2, minHeight: 28, breakInside: 'avoid' }}>
          <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
            {command.title}
          </Typography>
          {command.shortcuts.slice(0, 2).map((shortcut) => (
            <Keys key={shortcut} shortcut={shortcut} />
          ))}
        </Stack>
      ))}
    </Box>
  );
}
