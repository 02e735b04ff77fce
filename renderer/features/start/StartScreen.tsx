import AddIcon from '@mui/icons-material/Add';
import FolderOpenIcon from '@mui/icons-material/FolderOpenOutlined';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { commandTitle } from '../../app/command.ts';
import { findCommand } from '../../app/commands.ts';
import { useShortcut } from '../../app/keymap-now.ts';
import { runCommand } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { CommandKeys } from '../../components/CommandKeys.tsx';
import { Mark } from '../../components/Mark.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProjectState } from '../../engine/project-data.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { baseName } from '../files/paths.ts';
import { useFileDrop } from '../project/use-file-drop.ts';
import { TourOffer } from '../tour/TourOffer.tsx';
import { EngineFacts } from './EngineFacts.tsx';
import { RecentProjects } from './RecentProjects.tsx';

/** What one sees without a project: make one, open one, go on with one, or just drop a clip. */
export function StartScreen() {
  const { over, handlers } = useFileDrop();
  const opening = useProjectState((state) => state.opening);
  const info = useEngineQuery('engine.info', {});
  const reason = info.data?.projectsUsable === false ? said(info.data.projectsReason ?? t('start.projectsCannotOpenedOn')) : null;

  return (
    <Box
      component="main"
      {...handlers}
      sx={(theme) => ({
        height: '100%',
        overflow: 'auto',
        display: 'grid',
        gridTemplateRows: '1fr auto',
        backgroundColor: theme.studio.panel,
        outline: over ? `2px solid ${theme.studio.result}` : 'none',
        outlineOffset: -2,
      })}
    >
      <Stack sx={{ width: 'min(720px, 100% - 48px)', mx: 'auto', pt: 'max(48px, 20vh)', pb: 12, gap: 8, alignSelf: 'start' }}>
        <Stack direction="row" sx={{ alignItems: 'center', gap: 4 }}>
          <Mark size={36} />
          <Box>
            <Typography variant="h1">{t('start.interweave')}</Typography>
            <Typography color="textSecondary">{t('start.restoresVideoOnMachine')}</Typography>
          </Box>
        </Stack>
        <Stack direction="row" sx={{ gap: 3, flexWrap: 'wrap' }}>
          <StartAction id="project.new" reason={reason} primary icon={<AddIcon />} />
          <StartAction id="project.open" reason={reason} icon={<FolderOpenIcon />} />
          <Typography color="textSecondary" sx={{ alignSelf: 'center', ml: 2 }}>
            {over ? t('start.letGoOpen') : t('start.orDropClipOr')}
          </Typography>
        </Stack>
        {reason !== null && (
          <Typography color="warning" role="alert">
            {reason}
          </Typography>
        )}
        {opening !== null && (
          <Box role="status">
            <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
              {t('start.opening', { name: baseName(opening) })}
            </Typography>
            <LinearProgress aria-label={t('start.openingProject')} />
          </Box>
        )}
        {reason === null && opening === null && <TourOffer />}
        <RecentProjects />
      </Stack>
      <EngineFacts />
    </Box>
  );
}

interface StartActionProps {
  readonly id: string;
  readonly reason: string | null;
  readonly icon: React.ReactNode;
  readonly primary?: boolean;
}

function StartAction({ id, reason, icon, primary = false }: StartActionProps) {
  const command = findCommand(id);
  const shortcut = useShortcut(id);
  if (command === undefined) return null;
  return (
    <ActionButton
      variant={primary ? 'contained' : 'outlined'}
      reason={reason}
      hint={shortcut !== undefined && <CommandKeys id={id} />}
      startIcon={icon}
      onClick={() => runCommand(command)}
      sx={{ height: 36, px: 4 }}
    >
      {commandTitle(command)}
    </ActionButton>
  );
}
