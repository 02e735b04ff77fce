import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { run } from '../../app/run-command.ts';
import { ClosingActions } from '../../components/ClosingActions.tsx';
import { bytesText, countText } from '../../components/quantity-words.ts';
import { openProject } from '../../engine/project-session.ts';
import { t } from '../../i18n/words.ts';
import { chooseAndCollect, useCollecting } from './collecting.ts';
import type { Collecting } from './collecting.ts';

/** A project that is copied with all its files: how far, then what came of it. */
export function CollectDialog() {
  const collecting = useCollecting((state) => state.collecting);
  const close = () => useCollecting.setState({ collecting: { status: 'idle' } });
  return (
    <Dialog
      open={collecting.status !== 'idle'}
      // While files are copied, only Stop ends it: a stray Escape must not.
      {...(collecting.status === 'copying' ? {} : { onClose: close })}
      aria-labelledby="collect-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 520 } } }}
    >
      <CollectState collecting={collecting} onClose={close} />
    </Dialog>
  );
}

function CollectState({ collecting, onClose }: { readonly collecting: Collecting; readonly onClose: () => void }) {
  switch (collecting.status) {
    case 'idle':
      return null;
    case 'copying':
      return <Copying {...collecting} />;
    case 'failed':
      return (
        <>
          <DialogTitle id="collect-title">{t('project.filesWereNotCollected')}</DialogTitle>
          <DialogContent>
            <Typography color="error" role="alert" className="selectable" sx={{ overflowWrap: 'anywhere' }}>
              {collecting.message}
            </Typography>
            <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
              {t('project.nothingLeftIn', { directory: collecting.directory })}
            </Typography>
          </DialogContent>
          <DialogActions>
            <Button variant="outlined" onClick={onClose}>
              {t('common.close')}
            </Button>
            <Button variant="contained" onClick={() => run(chooseAndCollect)} autoFocus>
              {t('project.chooseAnotherFolder')}
            </Button>
          </DialogActions>
        </>
      );
    case 'done':
      return <Collected {...collecting} onClose={onClose} />;
  }
}

function Copying({ progress, stop }: Extract<Collecting, { status: 'copying' }>) {
  return (
    <>
      <DialogTitle id="collect-title">{t('project.collectingFiles')}</DialogTitle>
      <DialogContent>
        {progress === null ? (
          <LinearProgress aria-label={t('project.lookingAtFiles')} />
        ) : (
          <LinearProgress
            variant="determinate"
            value={progress.totalBytes === 0 ? 0 : (progress.copiedBytes / progress.totalBytes) * 100}
            aria-label={t('project.copying')}
          />
        )}
        <Typography variant="body2" color="textSecondary" noWrap role="status" title={progress?.file ?? ''} sx={{ mt: 2 }}>
          {progress === null
            ? t('project.lookingAtFiles')
            : t('project.of', {
                copiedBytes: bytesText(progress.copiedBytes),
                totalBytes: bytesText(progress.totalBytes),
                file: progress.file,
              })}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={stop} autoFocus>
          {t('common.stop')}
        </Button>
      </DialogActions>
    </>
  );
}

interface CollectedProps extends Extract<Collecting, { status: 'done' }> {
  readonly onClose: () => void;
}

function Collected({ collected: { path, folder, files, sizeBytes, missing }, onClose }: CollectedProps) {
  const open = () => {
    onClose();
    run(() => openProject(path));
  };
  return (
    <>
      <DialogTitle id="collect-title">
        {t('project.collected', { counted: countText(files, 'file'), bytes: bytesText(sizeBytes) })}
      </DialogTitle>
      <DialogContent>
        <Typography className="selectable" sx={{ overflowWrap: 'anywhere' }}>
          {folder}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('project.copyFindsClipsResults')}
        </Typography>
        {missing.length > 0 && (
          <Box role="alert" sx={{ mt: 3 }}>
            <Typography variant="body2" color="warning">
              {missing.length === 1 ? t('project.oneFileMissingNot') : t('project.filesMissingWereNot', { missing: missing.length })}
            </Typography>
            <Typography variant="body2" color="textSecondary" sx={{ maxHeight: 120, overflow: 'auto', overflowWrap: 'anywhere' }}>
              {missing.join(', ')}
            </Typography>
          </Box>
        )}
      </DialogContent>
      <ClosingActions file={path} onClose={onClose}>
        <Button variant="outlined" onClick={open}>
          {t('project.openCopy')}
        </Button>
      </ClosingActions>
    </>
  );
}
