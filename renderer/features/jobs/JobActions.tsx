import ArticleIcon from '@mui/icons-material/ArticleOutlined';
import CloseIcon from '@mui/icons-material/CloseRounded';
import PauseIcon from '@mui/icons-material/PauseRounded';
import PlayIcon from '@mui/icons-material/PlayArrowRounded';
import ReplayIcon from '@mui/icons-material/ReplayRounded';
import StopIcon from '@mui/icons-material/StopRounded';
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { callEngine } from '../../engine/engine-client.ts';
import type { JobMethod } from './job-menu.ts';
import { isActive } from './job-words.ts';
import { showRunOfJob } from './show-run.ts';

/** What can be done about a job, as it stands. */
export function JobActions({ job, onLog }: { readonly job: Job; readonly onLog: (id: JobId) => void }) {
  const act = (method: JobMethod) => () =>
    run(async () => {
      await callEngine(method, { id: job.id });
    });
  return (
    <>
      {(job.state === 'running' || job.state === 'queued') && (
        <IconAction label={`${job.state === 'running' ? 'Pause' : 'Hold back'} ${job.title}`} onClick={act('job.pause')}>
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
      <IconAction label={`Log of ${job.title}`} onClick={() => onLog(job.id)}>
        <ArticleIcon />
      </IconAction>
      {!isActive(job) && (
        <IconAction label={`Take ${job.title} off the list`} onClick={act('job.forget')}>
          <CloseIcon />
        </IconAction>
      )}
    </>
  );
}
