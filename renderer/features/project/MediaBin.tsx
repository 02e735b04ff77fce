import AddIcon from '@mui/icons-material/Add';
import MovieIcon from '@mui/icons-material/MovieOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { findCommand } from '../../app/commands.ts';
import { runCommand } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { CommandIcon } from '../../components/CommandIcon.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useProject, useProjectState } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { AssetRow } from './AssetRow.tsx';
import { useMediaSearch } from './media-search.ts';
import { useFileDrop } from './use-file-drop.ts';

/** The clips of the project. Files and folders can be dropped anywhere on it. */
export function MediaBin() {
  const open = useProject();
  const missing = useProjectState((state) => state.missing);
  const selected = useView((view) => view.selectedAssetId);
  const { over, handlers } = useFileDrop();
  const importCommand = findCommand('media.import')!;
  const assets = open?.assets ?? [];
  const select = (id: (typeof assets)[number]['id']) => {
    const segments = open?.segments.filter((segment) => segment.assetId === id) ?? [];
    useView.getState().selectAsset(id);
    if (segments[0] !== undefined) useView.getState().selectSegments([segments[0].id]);
  };

  return (
    <Box
      component="section"
      aria-labelledby="media-heading"
      data-tour="media"
      {...handlers}
      sx={(theme) => ({
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        backgroundColor: theme.studio.panel,
        boxShadow: over ? `inset 0 0 0 2px ${theme.studio.result}` : 'none',
      })}
    >
      <PanelHeading
        id="media-heading"
        actions={
          <CommandIcon id="media.import" size="small">
            <AddIcon />
          </CommandIcon>
        }
      >
        {t('project.media')}
      </PanelHeading>
      {missing.size > 0 && <MissingFiles count={missing.size} />}
      <Box sx={{ flex: 1, overflow: 'auto', pb: 2 }}>
        {assets.length > 0 && (
          <Box role="list" aria-labelledby="media-heading">
            {assets.map((asset) => (
              <AssetRow
                key={asset.id}
                asset={asset}
                selected={asset.id === selected}
                missing={missing.has(asset.id) ? { suggestedPath: missing.get(asset.id) ?? null } : null}
                onSelect={() => select(asset.id)}
              />
            ))}
          </Box>
        )}
        {assets.length === 0 && (
          <EmptyState
            icon={<MovieIcon />}
            title={t('project.noClipsYet')}
            action={
              <ActionButton variant="outlined" onClick={() => runCommand(importCommand)}>
                {t('project.importMedia')}
              </ActionButton>
            }
          >
            {t('project.dropVideosOrFolder')}
          </EmptyState>
        )}
      </Box>
    </Box>
  );
}

/** All that are missing at once, over the list: a project that moved misses many. */
function MissingFiles({ count }: { readonly count: number }) {
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 2, pl: 3.5, pr: 2, pb: 2 }}>
      <Typography variant="body2" color="warning" noWrap sx={{ flex: 1 }}>
        {t('project.missingFilesCount', { counted: countText(count, 'file') })}
      </Typography>
      <Button variant="contained" size="small" onClick={() => useMediaSearch.setState({ dialogOpen: true })}>
        {t('project.findFiles')}
      </Button>
    </Stack>
  );
}
