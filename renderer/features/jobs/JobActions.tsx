import ArticleIcon from '@mui/icons-material/ArticleOutlined';
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import FolderOpenIcon from '@mui/icons-material/FolderOpenOutlined';
import CloseIcon from '@mui/icons-material/CloseRounded';
import PauseIcon from '@mui/icons-material/PauseRounded';
import PlayIcon from '@mui/icons-material/PlayArrowRounded';
import ReplayIcon from '@mui/icons-material/ReplayRounded';
import StopIcon from '@mui/icons-material/StopRounded';
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { t } from '../../i18n/words.ts';
import { doStep, jobSteps, type JobStep } from './job-steps.ts';
import { jobName } from './job-words.ts';

const looks: Readonly<Record<JobStep, { readonly label: (title: string) => string; readonly Icon: typeof PauseIcon }>> = {
  pause: { label: (title) => t('jobs.pause', { title }), Icon: PauseIcon },
  hold: { label: (title) => t('jobs.holdBack', { title }), Icon: PauseIcon },
  goOn: { label: (title) => t('jobs.goOnWith', { title }), Icon: PlayIcon },
  cancel: { label: (title) => t('jobs.cancel', { title }), Icon: StopIcon },
  look: { label: (title) => t('jobs.lookAt', { title }), Icon: VisibilityIcon },
  report: { label: (title) => t('jobs.reportOf', { title }), Icon: FactCheckIcon },
  folder: { label: (title) => t('jobs.showFileOf', { title }), Icon: FolderOpenIcon },
  retry: { label: (title) => t('jobs.tryAgain', { title }), Icon: ReplayIcon },
  forget: { label: (title) => t('jobs.takeOffList', { title }), Icon: CloseIcon },
};

/** What can be done about a job, as it stands. */
export function JobActions({ job, onLog }: { readonly job: Job; readonly onLog: (id: JobId) => void }) {
  const action = (step: JobStep) => {
    const { label, Icon } = looks[step];
    return (
      <IconAction key={step} label={label(jobName(job))} onClick={() => run(() => doStep(job, step))}>
        <Icon />
      </IconAction>
    );
  };
  const steps = jobSteps(job);
  return (
    <>
      {steps.filter((step) => step !== 'forget').map(action)}
      <IconAction label={t('jobs.log', { title: jobName(job) })} onClick={() => onLog(job.id)}>
        <ArticleIcon />
      </IconAction>
      {steps.filter((step) => step === 'forget').map(action)}
    </>
  );
}
