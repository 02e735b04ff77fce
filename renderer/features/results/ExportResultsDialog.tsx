import Dialog from '@mui/material/Dialog';
import { ExportChoices } from './ExportChoices.tsx';
import { ExportProgress } from './ExportProgress.tsx';
import { useExporting } from './exporting.ts';

/** First what to write and where to, then how far it is, then what was found when the files were read back. */
export function ExportResultsDialog() {
  const open = useExporting((state) => state.dialogOpen);
  const status = useExporting((state) => state.status);
  const close = () => useExporting.setState({ dialogOpen: false });
  return (
    <Dialog
      open={open}
      onClose={close}
      aria-labelledby="export-results-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 560 } } }}
    >
      {open && (status === 'choosing' ? <ExportChoices onClose={close} /> : <ExportProgress onClose={close} />)}
    </Dialog>
  );
}
