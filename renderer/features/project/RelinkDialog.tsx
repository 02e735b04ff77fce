import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { AssetId } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useProject, useProjectState } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { chooseFolder } from '../files/choose-paths.ts';
import { MatchRow } from './MatchRow.tsx';
import { matchesNearby, relinkMatches, searchFolder, useMediaSearch } from './media-search.ts';

/** All missing files at once: choose a folder, see what was found in it, link what is right. */
export function RelinkDialog() {
  const open = useMediaSearch((state) => state.dialogOpen);
  const close = () => useMediaSearch.setState({ dialogOpen: false });
  return (
    <Dialog open={open} onClose={close} aria-labelledby="relink-title" maxWidth={false} slotProps={{ paper: { sx: { width: 640 } } }}>
      {open && <RelinkForm onClose={close} />}
    </Dialog>
  );
}

function RelinkForm({ onClose }: { readonly onClose: () => void }) {
  const search = useMediaSearch((state) => state.search);
  const missing = useProjectState((state) => state.missing);
  const assets = useProject()?.assets ?? [];
  const [turned, setTurned] = useState<ReadonlySet<AssetId>>(new Set());
  const found = search.status === 'ended' ? search.matches : [];
  const known = new Set(found.map(({ id }) => id));
  const matches = [...found, ...matchesNearby(missing).filter(({ id }) => !known.has(id))].filter(({ id }) => missing.has(id));
  // The same file is taken unless it is unticked; another one only when it is ticked.
  const chosen = matches.filter(({ id, match }) => (match === 'same') !== turned.has(id));
  const searching = search.status === 'searching';
  const turn = (id: AssetId) => {
    const next = new Set(turned);
    if (!next.delete(id)) next.add(id);
    setTurned(next);
  };
  const choose = () =>
    run(async () => {
      const folder = await chooseFolder(t('project.searchForMissingFiles'));
      if (folder === null) return;
      setTurned(new Set());
      await searchFolder(folder);
    });

  return (
    <>
      <DialogTitle id="relink-title">{t('project.findMissingFiles')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, gap: 3 }}>
        <Stack direction="row" sx={{ alignItems: 'center', gap: 4 }}>
          <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
            {missing.size === 0 ? t('project.everyFileProjectWhere') : t('project.chooseFolderSearchedWith')}
          </Typography>
          {missing.size > 0 && (
            <ActionButton
              variant={chosen.length > 0 ? 'outlined' : 'contained'}
              reason={searching ? t('project.searchRunning') : null}
              onClick={choose}
            >
              {t('project.chooseFolder')}
            </ActionButton>
          )}
        </Stack>
        <Box
          role="list"
          aria-label={t('project.missingFiles')}
          sx={(theme) => ({
            maxHeight: 320,
            overflow: 'auto',
            border: `1px solid ${theme.studio.line}`,
            borderRadius: 1,
            backgroundColor: theme.studio.field,
            '&:empty': { display: 'none' },
          })}
        >
          {assets
            .filter(({ id }) => missing.has(id))
            .map((asset) => (
              <MatchRow
                key={asset.id}
                asset={asset}
                match={matches.find(({ id }) => id === asset.id) ?? null}
                searched={search.status === 'ended'}
                chosen={chosen.some(({ id }) => id === asset.id)}
                onTurn={() => turn(asset.id)}
              />
            ))}
        </Box>
        <Box role="status" sx={{ minHeight: 36 }}>
          {search.status === 'searching' && (
            <Stack sx={{ gap: 2 }}>
              <LinearProgress aria-label={t('project.searching')} />
              <Typography variant="body2" color="textSecondary" noWrap title={search.folder}>
                {t('project.lookedAtFound', { counted: countText(search.files, 'file'), found: search.found, folder: search.folder })}
              </Typography>
            </Stack>
          )}
          {search.status === 'ended' && (
            <Typography variant="body2" color="textSecondary" noWrap title={search.folder ?? ''}>
              {t('project.lookedAtIn', { counted: countText(search.files, 'file'), folder: search.folder ?? '' })}
            </Typography>
          )}
        </Box>
      </DialogContent>
      <DialogActions>
        {search.status === 'searching' ? (
          <Button variant="outlined" onClick={search.stop}>
            {t('project.stopSearching')}
          </Button>
        ) : (
          <Button variant="outlined" onClick={onClose}>
            {t('common.close')}
          </Button>
        )}
        <ActionButton
          variant="contained"
          reason={searching ? t('project.searchRunning') : chosen.length === 0 ? t('project.nothingTickedLinked') : null}
          onClick={() => run(() => relinkMatches(chosen))}
        >
          {chosen.length === 0 ? t('project.link2') : t('project.link3', { counted: countText(chosen.length, 'clip') })}
        </ActionButton>
      </DialogActions>
    </>
  );
}
