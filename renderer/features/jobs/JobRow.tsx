import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { KeyboardEvent, ReactNode } from 'react';
import { isWaiting } from '../../../native/contract/index.ts';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { ContextMenu, useContextMenu } from '../../components/ContextMenu.tsx';
import { JobActions } from './JobActions.tsx';
import { jobMenu } from './job-menu.ts';
import { exportOutcome } from '../results/export-report.ts';
import { isActive, jobFraction, jobKind, jobName, jobPace, jobStage } from './job-words.ts';
import { errorText, said } from '../../i18n/said.ts';

interface JobRowProps {
  readonly job: Job;
  readonly onLog: (id: JobId) => void;
  /** What it is moved by, where it can be. */
  readonly grip?: ReactNode;
  readonly dragged?: boolean;
  /** Where a dragged job would go. */
  readonly dropLine?: 'above' | 'below' | null;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One job: what it does in words, how far it is, and what can be done about it. */
export function JobRow({ job, onLog, grip, dragged = false, dropLine = null, onKeyDown }: JobRowProps) {
  const pace = jobPace(job);
  const kind = jobKind(job);
  const outcome = job.purpose === 'export' ? exportOutcome(job) : null;
  const menu = useContextMenu();
  const underWay = isActive(job) && !isWaiting(job);
  return (
    <Box
      component="li"
      aria-label={`${jobName(job)}: ${jobStage(job)}`}
      {...(grip === undefined ? {} : { 'data-row': job.id })}
      onKeyDown={onKeyDown}
      onContextMenu={menu.onContextMenu}
      sx={(theme) => ({
        ...{ px: 3.5, py: 2.5, borderTop: `1px solid ${theme.studio.line}`, opacity: dragged ? 0.5 : 1 },
        ...(dropLine === null ? {} : { boxShadow: `inset 0 ${dropLine === 'above' ? '2px' : '-2px'} 0 ${theme.studio.result}` }),
      })}
    >
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        {grip}
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 500 }} title={job.title}>
            {job.title}
            {kind !== null && (
              <Typography component="span" variant="body2" color="textSecondary">
                {' '}
                · {kind}
              </Typography>
            )}
          </Typography>
          <Typography variant="body2" color={job.state === 'failed' ? 'error' : 'textSecondary'} noWrap>
            {jobStage(job)}
          </Typography>
        </Box>
        <JobActions job={job} onLog={onLog} />
      </Stack>
      {underWay && (
        <LinearProgress
          variant="determinate"
          value={jobFraction(job) * 100}
          aria-label={jobName(job)}
          sx={{ mt: 2, ...(job.state === 'paused' ? { '& .MuiLinearProgress-bar': { backgroundColor: 'text.disabled' } } : {}) }}
        />
      )}
      {pace.length > 0 && (
        <Typography variant="mono" component="div" color="textSecondary" sx={{ mt: 1.5 }}>
          {pace.join(' · ')}
        </Typography>
      )}
      {outcome !== null && (
        <Typography variant="body2" color="success" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
          {outcome}
        </Typography>
      )}
      {job.error !== null && job.state === 'failed' && (
        <Typography variant="body2" className="selectable" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
          {errorText(job.error)}
        </Typography>
      )}
      {job.notes.map((note, index) => (
        <Typography key={`${index} ${note}`} variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {said(note)}
        </Typography>
      ))}
      <ContextMenu label={jobName(job)} place={menu.place} groups={jobMenu(job, onLog)} onClose={menu.close} />
    </Box>
  );
}
