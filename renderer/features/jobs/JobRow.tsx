import CloseIcon from '@mui/icons-material/Close';
import PauseIcon from '@mui/icons-material/PauseRounded';
import PlayIcon from '@mui/icons-material/PlayArrowRounded';
import ReplayIcon from '@mui/icons-material/ReplayRounded';
import StopIcon from '@mui/icons-material/StopRounded';
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { EngineMethod, Job } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { ContextMenu, useContextMenu, type MenuEntry } from '../../components/ContextMenu.tsx';
import { callEngine } from '../../engine/engine-client.ts';
import { isActive, jobFraction, jobPace, jobStage } from './job-words.ts';
import { showRunOfJob } from './show-run.ts';

type JobMethod = Extract<EngineMethod, 'job.pause' | 'job.resume' | 'job.cancel' | 'job.retry' | 'job.forget'>;

/** One job: what it does in words, how far it is, and what can be done about it. */
export function JobRow({ job }: { readonly job: Job }) {
  const act = (method: JobMethod) => () =>
    run(async () => {
      await callEngine(method, { id: job.id });
    });
  const pace = jobPace(job);
  const menu = useContextMenu();
  return (
    <Box
      component="li"
      onContextMenu={menu.onContextMenu}
      aria-label={`${job.title}: ${jobStage(job)}`}
      sx={(theme) => ({ px: 3.5, py: 2.5, '& + &': { borderTop: `1px solid ${theme.studio.line}` } })}
    >
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 500 }} title={job.title}>
            {job.title}
            {job.purpose === 'preview' && (
              <Typography component="span" variant="body2" color="textSecondary">
                {' '}
                · preview
              </Typography>
            )}
          </Typography>
          <Typography variant="body2" color={job.state === 'failed' ? 'error' : 'textSecondary'} noWrap>
            {jobStage(job)}
          </Typography>
        </Box>
        {job.state === 'running' && (
          <IconAction label={`Pause ${job.title}`} onClick={act('job.pause')}>
            <PauseIcon />
          </IconAction>
        )}
        {job.state === 'paused' && (
          <IconAction label={`Go on with ${job.title}`} onClick={act('job.resume')}>
            <PlayIcon />
          </IconAction>
        )}
        {isActive(job) && (
          <IconAction label={`Cancel ${job.title}`} onClick={act('job.cancel')}>
            <StopIcon />
          </IconAction>
        )}
        {job.state === 'done' && job.runId !== null && (
          <IconAction label={`Look at ${job.title}`} onClick={() => showRunOfJob(job)}>
            <VisibilityIcon />
          </IconAction>
        )}
        {(job.state === 'failed' || job.state === 'canceled') && (
          <IconAction label={`Try ${job.title} again`} onClick={act('job.retry')}>
            <ReplayIcon />
          </IconAction>
        )}
        {!isActive(job) && (
          <IconAction label={`Take ${job.title} off the list`} onClick={act('job.forget')}>
            <CloseIcon />
          </IconAction>
        )}
      </Stack>
      {(job.state === 'running' || job.state === 'paused') && (
        <LinearProgress
          variant="determinate"
          value={jobFraction(job) * 100}
          aria-label={job.title}
          sx={{ mt: 2, ...(job.state === 'paused' ? { '& .MuiLinearProgress-bar': { backgroundColor: 'text.disabled' } } : {}) }}
        />
      )}
      {pace.length > 0 && (
        <Typography variant="mono" component="div" color="textSecondary" sx={{ mt: 1.5 }}>
          {pace.join(' · ')}
        </Typography>
      )}
      {job.error !== null && job.state === 'failed' && (
        <Typography variant="body2" className="selectable" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
          {job.error.message}
        </Typography>
      )}
      {job.notes.map((note) => (
        <Typography key={note} variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {note}
        </Typography>
      ))}
      <ContextMenu label={job.title} place={menu.place} groups={jobMenu(job)} onClose={menu.close} />
    </Box>
  );
}

/** What its state allows. The one that runs is cancelled by the command, which has a key. */
function jobMenu(job: Job): readonly (readonly MenuEntry[])[] {
  const call = (title: string, method: JobMethod): MenuEntry => ({
    title,
    run: async () => {
      await callEngine(method, { id: job.id });
    },
  });
  return [
    [
      ...(job.state === 'running' ? [call('Pause', 'job.pause')] : []),
      ...(job.state === 'paused' ? [call('Go on', 'job.resume')] : []),
      ...(job.state === 'done' && job.runId !== null ? [{ title: 'Look at the result', run: () => showRunOfJob(job) }] : []),
      ...(job.state === 'failed' || job.state === 'canceled' ? [call('Try again', 'job.retry')] : []),
    ],
    [
      ...(job.state === 'running' ? ['jobs.cancelRunning'] : isActive(job) ? [call('Cancel', 'job.cancel')] : []),
      ...(isActive(job) ? [] : [call('Take off the list', 'job.forget')]),
    ],
  ];
}
