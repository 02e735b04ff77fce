import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Job } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ClosingActions } from '../../components/ClosingActions.tsx';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { jobName, jobStage } from './job-words.ts';
import { logDay, logText, logTime } from './log-text.ts';

/** What a job did and when. It grows while the job runs. */
export function JobLogDialog({ job, onClose }: { readonly job: Job | null; readonly onClose: () => void }) {
  return (
    <Dialog
      open={job !== null}
      onClose={onClose}
      aria-labelledby="job-log-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 640 } } }}
    >
      {job !== null && <JobLog job={job} onClose={onClose} />}
    </Dialog>
  );
}

function JobLog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const log = job.log ?? [];
  const copy = () =>
    run(async () => {
      await navigator.clipboard.writeText(logText(job));
      setCopied(true);
    });
  return (
    <>
      <DialogTitle id="job-log-title" noWrap title={jobName(job)}>
        {t('jobs.log', { title: jobName(job) })}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Typography variant="body2" color={job.state === 'failed' ? 'error' : 'textSecondary'} sx={{ mb: 3 }}>
          {log.length === 0 ? t('jobs.jobMadeBeforeLogs') : `${jobStage(job)} · ${logDay(log[0]?.at ?? job.createdAt)}`}
        </Typography>
        {log.length > 0 && (
          <Box
            component="ol"
            className="selectable"
            tabIndex={0}
            aria-label={t('jobs.whatDone')}
            sx={(theme) => ({
              ...{ m: 0, px: 3, py: 2, listStyle: 'none', maxHeight: 'min(400px, 50vh)', overflow: 'auto' },
              ...{ border: `1px solid ${theme.studio.line}`, borderRadius: 1, backgroundColor: theme.studio.field },
            })}
          >
            {log.map(({ at, kind, text }, index) => (
              <Box
                component="li"
                key={`${index} ${at}`}
                sx={{ display: 'grid', gridTemplateColumns: '64px 1fr', gap: 3, alignItems: 'baseline', py: 0.75 }}
              >
                <Typography variant="mono" component="time" dateTime={at} color="textSecondary">
                  {logTime(at)}
                </Typography>
                <Typography
                  variant="body2"
                  color={kind === 'error' ? 'error' : kind === 'note' ? 'warning' : 'textPrimary'}
                  sx={{ overflowWrap: 'anywhere' }}
                >
                  {said(text)}
                </Typography>
              </Box>
            ))}
          </Box>
        )}
      </DialogContent>
      <ClosingActions onClose={onClose}>
        <Button variant="outlined" onClick={copy} disabled={log.length === 0} aria-live="polite">
          {copied ? t('jobs.copied') : t('jobs.copy')}
        </Button>
      </ClosingActions>
    </>
  );
}
