import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecentProject } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { agoText } from '../../components/quantity-words.ts';
import { ContextMenu, useContextMenu } from '../../components/ContextMenu.tsx';
import { callEngine, useEngineQuery } from '../../engine/engine-client.ts';
import { hasWindows, openWindow } from '../../engine/host.ts';
import { openProject } from '../../engine/project-session.ts';
import { t } from '../../i18n/words.ts';
import { ProjectPicture } from './ProjectPicture.tsx';
import { notify } from '../../state/notice-store.ts';

/** Projects that were open before, newest first. One whose file is gone stays until it is taken off: it may be on a drive that is not plugged in. */
export function RecentProjects() {
  const recent = useEngineQuery('project.recent', {}, { staleMs: 0 });
  const [now] = useState(() => new Date());
  const projects = recent.data?.projects ?? [];
  if (projects.length === 0) return null;
  return (
    <Box component="section" aria-labelledby="recent-heading">
      <Typography variant="heading" component="h2" id="recent-heading" sx={{ mb: 2 }}>
        {t('start.recentProjects')}
      </Typography>
      <List
        disablePadding
        sx={(theme) => ({
          border: `1px solid ${theme.studio.line}`,
          borderRadius: `${theme.sizes.cardRadius}px`,
          overflow: 'hidden',
          backgroundColor: theme.studio.field,
        })}
      >
        {projects.map((project) => (
          <RecentRow key={project.path} project={project} now={now} />
        ))}
      </List>
    </Box>
  );
}

function RecentRow({ project, now }: { readonly project: RecentProject; readonly now: Date }) {
  const queryClient = useQueryClient();
  const menu = useContextMenu();
  const forget = () =>
    run(async () => {
      await callEngine('project.forget', { path: project.path });
      await queryClient.invalidateQueries({ queryKey: ['project.recent'] });
    });
  const openBy = (opener: (path: string) => Promise<void>) => () => {
    if (project.exists) return run(() => opener(project.path));
    notify({
      severity: 'warning',
      message: t('start.notThereIfLies', { path: project.path }),
    });
  };
  const open = openBy(openProject);
  const beside = hasWindows() ? [{ title: t('windows.openInNew'), run: openBy(openWindow) }] : [];
  return (
    <ListItem
      disablePadding
      onContextMenu={menu.onContextMenu}
      secondaryAction={
        <IconAction label={t('start.takeOffList', { project: project.name })} onClick={forget}>
          <CloseIcon />
        </IconAction>
      }
      sx={(theme) => ({
        '& + &': { borderTop: `1px solid ${theme.studio.line}` },
        '& .MuiListItemSecondaryAction-root': { opacity: 0 },
        '&:hover .MuiListItemSecondaryAction-root, &:focus-within .MuiListItemSecondaryAction-root': { opacity: 1 },
      })}
    >
      <ListItemButton onClick={open} sx={{ gap: 3.5, py: 2, pl: 2, '&.Mui-focusVisible': { outlineOffset: -2 } }}>
        <ProjectPicture picture={project.exists ? project.picture : null} />
        <Box sx={{ flex: 1, minWidth: 0, opacity: project.exists ? 1 : 0.7 }}>
          <Typography noWrap sx={{ fontWeight: 500 }}>
            {project.name}
          </Typography>
          <Typography variant="body2" color="textSecondary" noWrap title={project.path}>
            {project.path}
          </Typography>
        </Box>
        <Typography variant="body2" color={project.exists ? 'textSecondary' : 'warning'} noWrap>
          {project.exists ? agoText(project.openedAt, now) : t('start.fileMissing')}
        </Typography>
      </ListItemButton>
      <ContextMenu
        label={t('windows.menuOf', { name: project.name })}
        place={menu.place}
        groups={[[{ title: t('windows.open'), run: open }, ...beside], [{ title: t('windows.takeOff'), run: forget }]]}
        onClose={menu.close}
      />
    </ListItem>
  );
}
