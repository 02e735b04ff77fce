import Dialog from '@mui/material/Dialog';
import { chooseExport, useExportChoice } from './choose-export.ts';
import { ExportChoices } from './ExportChoices.tsx';

/** What results are written to and where. Then they are jobs, and stand in the queue. */
export function ExportResultsDialog() {
  const runs = useExportChoice((state) => state.runs);
  const close = () => chooseExport([]);
  return (
    <Dialog
      open={runs.length > 0}
      onClose={close}
      aria-labelledby="export-results-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 560 } } }}
    >
      {runs.length > 0 && <ExportChoices runs={runs} onClose={close} />}
    </Dialog>
  );
}
