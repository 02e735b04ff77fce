import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import ExportIcon from '@mui/icons-material/IosShareOutlined';
import FolderOpenIcon from '@mui/icons-material/FolderOpenOutlined';
import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ModelCard, Run } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { ContextMenu, useContextMenu, type MenuEntry } from '../../components/ContextMenu.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { callEngine } from '../../engine/engine-client.ts';
import { hasDesktop } from '../../engine/host.ts';
import { editor, projectNow } from '../../engine/project-data.ts';
import { showInFolder } from '../../engine/show-in-folder.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { showRun } from '../jobs/show-run.ts';
import { DeleteRunDialog } from './DeleteRunDialog.tsx';
import { chooseExport } from './choose-export.ts';
import { RunDetails } from './RunDetails.tsx';
import { changedSettings } from './run-settings.ts';
import { reportSentence, runFacts, runTitle } from './run-words.ts';

interface RunRowProps {
  readonly run: Run;
  /** The run of the same segment before it. */
  readonly previous: Run | null;
  /** Counted from the oldest: `Run 1`. */
  readonly number: number;
  readonly models: readonly ModelCard[];
  /** It is the one in the viewer. */
  readonly shown: boolean;
}

/** One run: look at it, judge it, use its settings again. */
export function RunRow({ run, previous, number, models, shown }: RunRowProps) {
  const [expanded, setExpanded] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const changed = changedSettings(run, previous);
  const update = (change: { starred?: boolean; note?: string }) =>
    perform(async () => {
      const open = projectNow();
      if (open !== null) await callEngine('run.update', { projectId: open.head.id, id: run.id, ...change });
    });
  const reuse = () =>
    perform(async () => {
      if (run.segmentId === null) return;
      await editor.edit({ type: 'segment.update', id: run.segmentId, changes: { recipe: run.recipe, output: run.output } });
      notify({ severity: 'info', message: t('results.segmentHasSettingsRun', { number }) });
    });

  const menu = useContextMenu();
  const groups: readonly (readonly MenuEntry[])[] = [
    // The run is the one in the viewer: it was shown when the menu opened.
    ['viewer.result', 'viewer.wipe', 'viewer.sideBySide', 'viewer.difference'],
    [
      { title: t('results.useTheseSettings'), run: reuse },
      { title: run.starred ? t('results.takeStarAway') : t('results.starRun'), run: () => update({ starred: !run.starred }) },
      { title: expanded ? t('results.hideDetails') : t('results.showNoteReportDetails'), run: () => setExpanded(!expanded) },
      ...(hasDesktop() && run.purpose === 'restore' ? [{ title: t('common.showInFolder'), run: () => showInFolder(run.outputPath) }] : []),
    ],
    [{ title: t('results.deleteRun', { number }), run: () => setDeleting(true) }],
  ];

  return (
    <Box
      role="listitem"
      onContextMenu={(event) => {
        showRun(run.id);
        menu.onContextMenu(event);
      }}
      sx={(theme) => ({
        backgroundColor: shown ? theme.studio.selected : 'transparent',
        boxShadow: shown ? `inset 2px 0 0 ${theme.studio.result}` : 'none',
        borderBottom: `1px solid ${theme.studio.line}`,
      })}
    >
      <ButtonBase
        aria-pressed={shown}
        onClick={() => showRun(run.id)}
        sx={{
          display: 'flex',
          width: '100%',
          textAlign: 'left',
          gap: 2.5,
          py: 2.5,
          pl: 3.5,
          pr: 2,
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Thumb of={{ type: 'run', id: run.id }} frame={Math.floor(run.frameCount / 2)} side="result" />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 500 }}>
            {t('results.run', { number })} {run.purpose === 'preview' ? `· ${t('results.preview')} ` : ''}· {runTitle(run, models)}
          </Typography>
          <Typography variant="caption" component="div" color="textSecondary" noWrap>
            {runFacts(run)}
          </Typography>
          <Typography variant="caption" component="div" color={run.report.ok ? 'success' : 'warning'} noWrap>
            {reportSentence(run)}
          </Typography>
          {changed !== null && (
            <Typography variant="caption" component="div" color="textSecondary" noWrap title={changed}>
              {t('results.changed', { changed })}
            </Typography>
          )}
        </Box>
      </ButtonBase>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 0.5, pl: 2.5, pr: 2, pb: 1.5 }}>
        <Button variant="text" onClick={reuse} sx={{ fontSize: 12, height: 24, px: 1 }}>
          {t('results.useTheseSettings')}
        </Button>
        <Box sx={{ flex: 1 }} />
        <IconAction
          label={run.starred ? t('results.takeStarAway') : t('results.starRun')}
          pressed={run.starred}
          size="small"
          onClick={() => update({ starred: !run.starred })}
        >
          {run.starred ? <StarIcon sx={{ color: 'warning.main' }} /> : <StarBorderIcon />}
        </IconAction>
        {hasDesktop() && run.purpose === 'restore' && (
          <IconAction label={t('common.showInFolder')} size="small" onClick={() => perform(() => showInFolder(run.outputPath))}>
            <FolderOpenIcon />
          </IconAction>
        )}
        {run.purpose === 'restore' && (
          <IconAction label={t('results.exportRun', { number })} size="small" onClick={() => chooseExport([run])}>
            <ExportIcon />
          </IconAction>
        )}
        <IconAction label={t('results.deleteRun', { number })} size="small" onClick={() => setDeleting(true)}>
          <DeleteIcon />
        </IconAction>
        <IconAction
          label={expanded ? t('results.hideDetails') : t('results.showNoteReportDetails')}
          pressed={expanded}
          size="small"
          onClick={() => setExpanded(!expanded)}
        >
          <ExpandMoreIcon sx={{ transform: expanded ? 'rotate(180deg)' : 'none' }} />
        </IconAction>
      </Stack>
      <Collapse in={expanded} unmountOnExit>
        <RunDetails run={run} previous={previous} onNote={(note) => update({ note })} />
      </Collapse>
      <ContextMenu label={t('results.run', { number })} place={menu.place} groups={groups} onClose={menu.close} />
      <DeleteRunDialog run={run} number={number} open={deleting} onClose={() => setDeleting(false)} />
    </Box>
  );
}
