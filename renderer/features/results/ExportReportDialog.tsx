import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { ExportJob } from '../../../native/contract/index.ts';
import { ClosingActions } from '../../components/ClosingActions.tsx';
import { useJobMap } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { baseName } from '../files/paths.ts';
import { CheckTable } from './CheckTable.tsx';
import { exportOutcome, useExportReport } from './export-report.ts';

/** What was found in an exported file when it was read back. */
export function ExportReportDialog() {
  const jobId = useExportReport((state) => state.jobId);
  const job = useJobMap((state) => (jobId === null ? undefined : state.jobs.get(jobId)));
  const close = () => useExportReport.setState({ jobId: null });
  const shown = job?.purpose === 'export' && job.written !== null;
  return (
    <Dialog
      open={shown}
      onClose={close}
      aria-labelledby="export-report-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 560 } } }}
    >
      {shown && <ExportReport job={job} written={job.written!} onClose={close} />}
    </Dialog>
  );
}

interface ExportReportProps {
  readonly job: ExportJob;
  readonly written: NonNullable<ExportJob['written']>;
  readonly onClose: () => void;
}

function ExportReport({ job, written, onClose }: ExportReportProps) {
  return (
    <>
      <DialogTitle id="export-report-title" noWrap title={job.outputPath}>
        {t('results.reportOf', { file: baseName(job.outputPath) })}
      </DialogTitle>
      <DialogContent className="selectable">
        <Typography variant="body2" color={written.report.ok ? 'success' : 'warning'}>
          {exportOutcome(job)}
        </Typography>
        <Typography variant="caption" component="div" color="textSecondary" sx={{ mt: 1, mb: 3, overflowWrap: 'anywhere' }}>
          {job.outputPath}
        </Typography>
        <CheckTable
          report={written.report}
          caption={written.against === 'source' ? t('results.readBackHeldAgainst') : t('results.readBackHeldAgainst2')}
        />
      </DialogContent>
      <ClosingActions file={job.outputPath} onClose={onClose} />
    </>
  );
}
