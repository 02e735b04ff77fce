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
import { doStep, jobSteps, type JobStep } from './job-steps.ts';

const looks: Readonly<Record<JobStep, { readonly label: (title: string) => string; readonly Icon: typeof PauseIcon }>> = {
  pause: { label: (title) => `Pause ${title}`, Icon: PauseIcon },
  hold: { label: (title) => `Hold back ${title}`, Icon: PauseIcon },
  goOn: { label: (title) => `Go on with ${title}`, Icon: PlayIcon },
  cancel: { label: (title) => `Cancel ${title}`, Icon: StopIcon },
  look: { label: (title) => `Look at ${title}`, Icon: VisibilityIcon },
  retry: { label: (title) => `Try ${title} again`, Icon: ReplayIcon },
  forget: { label: (title) => `Take ${title} off the list`, Icon: CloseIcon },
};

/** What can be done about a job, as it stands. */
export function JobActions({ job, onLog }: { readonly job: Job; readonly onLog: (id: JobId) => void }) {
  const action = (step: JobStep) => {
    const { label, Icon } = looks[step];
    return (
      <IconAction key={step} label={label(job.title)} onClick={() => run(() => doStep(job, step))}>
        <Icon />
      </IconAction>
    );
  };
  const steps = jobSteps(job);
  return (
    <>
      {steps.filter((step) => step !== 'forget').map(action)}
      <IconAction label={`Log of ${job.title}`} onClick={() => onLog(job.id)}>
        <ArticleIcon />
      </IconAction>
      {steps.filter((step) => step === 'forget').map(action)}
    </>
  );
}
