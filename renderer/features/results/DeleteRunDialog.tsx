import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { Run } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';

interface DeleteRunDialogProps {
  readonly run: Run;
  readonly number: number;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Results cannot be brought back by undo, so this one asks. A preview's file is ours; a restored one is the user's. */
export function DeleteRunDialog({ run, number, open, onClose }: DeleteRunDialogProps) {
  const remove = (deleteFile: boolean) => () => {
    onClose();
    perform(async () => {
      const project = projectNow();
      if (project === null) return;
      if (useView.getState().comparedRunId === run.id) useView.getState().compareRun(null);
      await callEngine('run.remove', { projectId: project.head.id, id: run.id, deleteFile });
    });
  };
  const preview = run.purpose === 'preview';
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={`delete-${run.id}`} maxWidth="xs">
      <DialogTitle id={`delete-${run.id}`}>{t('results.deleteRunAsk', { number })}</DialogTitle>
      <DialogContent>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {preview ? t('results.previewRecordGoCannot') : t('results.recordGoesFromProject', { outputPath: run.outputPath })}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
        {!preview && (
          <Button variant="outlined" onClick={remove(false)}>
            {t('results.keepFile')}
          </Button>
        )}
        <Button
          variant="contained"
          onClick={remove(true)}
          sx={(theme) => ({ backgroundColor: theme.studio.error, '&:hover': { backgroundColor: theme.studio.error } })}
        >
          {preview ? t('results.delete') : t('results.deleteFileToo')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
