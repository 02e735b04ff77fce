import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import ButtonGroup from '@mui/material/ButtonGroup';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { alpha } from '@mui/material/styles';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { commandTitle } from '../../app/command.ts';
import { findCommand } from '../../app/commands.ts';
import { useShortcut } from '../../app/keymap-now.ts';
import { runCommand } from '../../app/run-command.ts';
import { shortcutText } from '../../app/shortcut-words.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { CommandKeys } from '../../components/CommandKeys.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useProject, useProjectState } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { activeSegments, previewRange } from './restore-selection.ts';

/** Preview and Restore: what they will do is on them or in their tooltip, and so is why they cannot. */
export function RestoreActions() {
  const open = useProject();
  const view = useView(
    useShallow(({ selectedSegmentIds, selectedAssetId, markIn, markOut, playheadFrame }) => ({
      selectedSegmentIds,
      selectedAssetId,
      markIn,
      markOut,
      playheadFrame,
    })),
  );
  // A clip that went missing changes what can be done.
  useProjectState((state) => state.missing);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const preview = findCommand('restore.preview')!;
  const previewKey = useShortcut(preview.id);
  const selected = findCommand('restore.selected')!;
  const into = findCommand('restore.selectedInto')!;
  const all = findCommand('restore.all')!;
  const segments = activeSegments(open, view);
  const range = segments[0] === undefined ? null : previewRange(segments[0], view);
  const nothing = selected.disabledReason?.() !== null && all.disabledReason?.() !== null;
  const allCount = open?.segments.length ?? 0;

  return (
    <>
      <ActionButton
        variant="outlined"
        reason={preview.disabledReason?.() ?? null}
        hint={
          range === null ? undefined : t('restore.restoresFramesLookAt', { startFrame: range.startFrame, endFrame: range.endFrame - 1 })
        }
        onClick={() => runCommand(preview)}
        data-tour="preview"
        sx={{ ml: 2, gap: 2 }}
      >
        {t('restore.previewSelection')}
        {previewKey !== undefined && (
          <Typography component="span" variant="mono" color="textDisabled" sx={{ fontSize: 11 }}>
            {shortcutText(previewKey)}
          </Typography>
        )}
      </ActionButton>
      <ButtonGroup
        variant="contained"
        aria-label={t('restore.restore')}
        disableElevation
        data-tour="restore"
        sx={{ '& > .MuiButtonGroup-firstButton': { borderRight: 0 } }}
      >
        <ActionButton
          variant="contained"
          reason={selected.disabledReason?.() ?? null}
          hint={commandTitle(selected)}
          onClick={() => runCommand(selected)}
        >
          {segments.length > 1 ? t('restore.restoreSegments', { segments: segments.length }) : t('restore.restore')}
        </ActionButton>
        <Button
          variant="contained"
          aria-label={t('restore.chooseWhatRestore')}
          aria-haspopup="menu"
          aria-disabled={nothing}
          onClick={(event) => (nothing ? undefined : setAnchor(event.currentTarget))}
          sx={(theme) => ({
            px: 1,
            minWidth: '0 !important',
            borderLeft: `1px solid ${alpha(theme.studio.onAccent, 0.25)}`,
            '&[aria-disabled=true]': { borderLeftColor: theme.studio.line },
          })}
        >
          <ArrowDropDownIcon />
        </Button>
      </ButtonGroup>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -4, horizontal: 'right' }}
      >
        {[
          {
            command: selected,
            label:
              segments.length === 1
                ? t('restore.restore2', { segments: segments[0]!.name })
                : t('restore.restore3', { counted: countText(segments.length, 'selected segment') }),
          },
          { command: into, label: t('restore.restoreIntoAnotherFolder') },
          { command: all, label: allCount === 1 ? t('restore.restoreOnlySegment') : t('restore.restoreAllSegments', { allCount }) },
        ].map(({ command, label }) => (
          <MenuItem
            key={command.id}
            disabled={(command.disabledReason?.() ?? null) !== null}
            onClick={() => {
              setAnchor(null);
              runCommand(command);
            }}
            sx={{ gap: 6, justifyContent: 'space-between' }}
          >
            {label}
            <CommandKeys id={command.id} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
