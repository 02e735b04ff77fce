import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { callEngine } from '../../engine/engine-client.ts';
import { useJobs } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { JobLogDialog } from './JobLogDialog.tsx';
import { JobRow } from './JobRow.tsx';
import { queueGroups } from './queue-groups.ts';
import { WaitingJobs } from './WaitingJobs.tsx';

/** All jobs: what is under way, what waits and can be put in another order, then what ended, newest first. */
export function QueuePanel() {
  const jobs = useJobs();
  const [logOf, setLogOf] = useState<JobId | null>(null);
  const { underWay, waiting, ended } = queueGroups(jobs);
  const going = [...underWay, ...waiting].filter(({ state }) => state !== 'paused');
  const paused = [...underWay, ...waiting].filter(({ state }) => state === 'paused');
  return (
    <>
      <PanelHeading
        actions={
          <>
            {going.length > 0 && <HeadingAction word={t('jobs.pauseAll')} method="job.pause" jobs={going.toReversed()} />}
            {paused.length > 0 && <HeadingAction word={t('jobs.goOn')} method="job.resume" jobs={paused} />}
            {ended.length > 0 && <HeadingAction word={t('jobs.clearEnded')} method="job.forget" jobs={ended} />}
          </>
        }
      >
        {t('jobs.queue2')}
      </PanelHeading>
      {jobs.length === 0 && <EmptyState title={t('jobs.nothingQueued')}>{t('jobs.previewsRestoresAppearHere')}</EmptyState>}
      {underWay.length > 0 && <JobList label={t('jobs.underWay')} jobs={underWay} onLog={setLogOf} />}
      {waiting.length > 0 && <WaitingJobs jobs={waiting} onLog={setLogOf} />}
      {waiting.length > 0 && (
        <Typography
          variant="caption"
          component="p"
          color="textSecondary"
          sx={(theme) => ({ m: 0, px: 3.5, py: 2, borderTop: `1px solid ${theme.studio.line}` })}
        >
          {t('jobs.oneJobRunsAt')}
        </Typography>
      )}
      {ended.length > 0 && <JobList label={t('jobs.ended')} jobs={ended} onLog={setLogOf} />}
      <JobLogDialog job={jobs.find(({ id }) => id === logOf) ?? null} onClose={() => setLogOf(null)} />
    </>
  );
}

interface JobListProps {
  readonly label: string;
  readonly jobs: readonly Job[];
  readonly onLog: (id: JobId) => void;
}

function JobList({ label, jobs, onLog }: JobListProps) {
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} onLog={onLog} />
      ))}
    </Box>
  );
}

interface HeadingActionProps {
  readonly word: string;
  readonly method: 'job.pause' | 'job.resume' | 'job.forget';
  readonly jobs: readonly Job[];
}

/** Done to one after the other: those that wait are held before the running one, or the next would start. */
function HeadingAction({ word, method, jobs }: HeadingActionProps) {
  const act = () =>
    run(async () => {
      for (const { id } of jobs) await callEngine(method, { id });
    });
  return (
    <Button variant="text" onClick={act} sx={{ height: 24, fontSize: 12 }}>
      {word}
    </Button>
  );
}
