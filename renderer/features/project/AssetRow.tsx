import MoreVertIcon from '@mui/icons-material/MoreVert';
import WarningIcon from '@mui/icons-material/WarningAmberRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { Asset } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { ContextMenu, useContextMenu, type MenuEntry, type MenuPlace } from '../../components/ContextMenu.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { hasDesktop } from '../../engine/host.ts';
import { editor } from '../../engine/project-data.ts';
import { showInFolder } from '../../engine/show-in-folder.ts';
import { wholeClip } from '../../engine/project-session.ts';
import { t } from '../../i18n/words.ts';
import { factsInFull, factsLine, warningWords } from './media-facts.ts';
import { relink } from './relink.ts';

interface AssetRowProps {
  readonly asset: Asset;
  readonly selected: boolean;
  /** Set when the file is not where it was. */
  readonly missing: { readonly suggestedPath: string | null } | null;
  readonly onSelect: () => void;
}

/** A clip in the bin: what it is, and what will matter later. */
export function AssetRow({ asset, selected, missing, onSelect }: AssetRowProps) {
  const menu = useContextMenu();
  const { media } = asset;
  return (
    <Box
      role="listitem"
      sx={(theme) => ({
        position: 'relative',
        backgroundColor: selected ? theme.studio.selected : 'transparent',
        boxShadow: selected ? `inset 2px 0 0 ${theme.studio.result}` : 'none',
        '&:hover': { backgroundColor: selected ? theme.studio.selected : theme.studio.hover },
        '& .row-menu': { opacity: 0 },
        '&:hover .row-menu, &:focus-within .row-menu': { opacity: 1 },
      })}
    >
      <ButtonBase
        aria-pressed={selected}
        aria-label={[asset.name, ...(missing === null ? [] : [t('project.fileMissing')]), factsLine(media)].join(', ')}
        onClick={onSelect}
        onContextMenu={(event) => {
          onSelect();
          menu.onContextMenu(event);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Delete') return;
          event.preventDefault();
          run(() => editor.edit({ type: 'asset.remove', id: asset.id }));
        }}
        sx={{
          display: 'flex',
          width: '100%',
          textAlign: 'left',
          gap: 2,
          py: 2,
          pl: 3.5,
          pr: 1,
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Thumb
          of={missing === null ? { type: 'asset', id: asset.id } : null}
          frame={Math.floor(media.video.frameCount / 3)}
          side="source"
        />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap title={asset.name} sx={{ fontWeight: 500, pr: 5 }}>
            {asset.name}{' '}
          </Typography>
          {missing === null ? (
            <Tooltip
              title={[...factsInFull(media), asset.path].map((fact) => (
                <div key={fact}>{fact}</div>
              ))}
              placement="right"
            >
              <Typography variant="caption" component="div" color="textSecondary" noWrap>
                {factsLine(media)}
              </Typography>
            </Tooltip>
          ) : (
            <Typography variant="caption" component="div" color="warning" noWrap title={asset.path}>
              {t('project.fileMissing2')}
            </Typography>
          )}
        </Box>
      </ButtonBase>
      {missing === null && media.warnings.length > 0 && <Warnings asset={asset} />}
      {missing !== null && (
        <Stack direction="row" sx={{ gap: 2, pl: 3.5, pb: 2.5, pr: 2, flexWrap: 'wrap' }}>
          {missing.suggestedPath !== null && (
            <Tooltip describeChild title={t('project.foundAt', { suggestedPath: missing.suggestedPath })}>
              <Button
                variant="outlined"
                size="small"
                onClick={() => run(() => relink(asset, missing.suggestedPath))}
                sx={{ color: 'result.main' }}
              >
                {t('project.useFoundFile')}
              </Button>
            </Tooltip>
          )}
          <Button variant="outlined" size="small" onClick={() => run(() => relink(asset, null))}>
            {t('project.relink')}
          </Button>
        </Stack>
      )}
      <Box className="row-menu" sx={{ position: 'absolute', top: 4, right: 6 }}>
        <IconAction
          label={t('project.moreFor', { asset: asset.name })}
          size="small"
          onClick={(event) => (onSelect(), menu.onContextMenu(event))}
        >
          <MoreVertIcon />
        </IconAction>
      </Box>
      <AssetMenu asset={asset} place={menu.place} onClose={menu.close} />
    </Box>
  );
}

function Warnings({ asset }: { readonly asset: Asset }) {
  return (
    <Stack direction="row" sx={{ gap: 2.5, flexWrap: 'wrap', pl: 3.5, pr: 2, pb: 2, mt: -1 }}>
      {asset.media.warnings.map((warning) => (
        <Tooltip key={warning} describeChild title={warningWords[warning].sentence} placement="right">
          <Stack direction="row" tabIndex={0} sx={{ alignItems: 'center', gap: 1, color: 'warning.main', borderRadius: 1 }}>
            <WarningIcon sx={{ fontSize: 14 }} />
            <Typography variant="caption" color="textSecondary">
              {warningWords[warning].word}
            </Typography>
          </Stack>
        </Tooltip>
      ))}
    </Stack>
  );
}

/** Of the selected clip: the row was selected when it opened. */
function AssetMenu({ asset, place, onClose }: { readonly asset: Asset; readonly place: MenuPlace | null; readonly onClose: () => void }) {
  const groups: readonly (readonly MenuEntry[])[] = [
    [{ title: t('project.newSegmentOverWhole'), run: () => editor.edit(wholeClip(asset)) }, 'segment.selectAll'],
    [
      { title: t('project.relinkAnotherFile'), run: () => relink(asset, null) },
      ...(hasDesktop() ? [{ title: t('common.showInFolder'), run: () => showInFolder(asset.path) }] : []),
    ],
    ['media.import', 'media.remove'],
  ];
  return <ContextMenu label={asset.name} place={place} groups={groups} onClose={onClose} />;
}
