import type { Job, JobId } from '../../../native/contract/index.ts';
import type { MenuEntry } from '../../components/ContextMenu.tsx';
import { t } from '../../i18n/words.ts';
import { doStep, isLastStep, jobSteps, type JobStep } from './job-steps.ts';

const titles: Readonly<Record<JobStep, string>> = {
  get pause() {
    return t('jobs.pause2');
  },
  get hold() {
    return t('jobs.holdBack2');
  },
  get goOn() {
    return t('jobs.goOn');
  },
  get cancel() {
    return t('common.cancel');
  },
  get look() {
    return t('jobs.lookAtResult');
  },
  get retry() {
    return t('jobs.tryAgain2');
  },
  get forget() {
    return t('jobs.takeOffList2');
  },
};

/** What a job's state allows. The one that runs is cancelled by the command, which has a key. */
export function jobMenu(job: Job, onLog: (id: JobId) => void): readonly (readonly MenuEntry[])[] {
  const entry = (step: JobStep): MenuEntry =>
    step === 'cancel' && job.state === 'running' ? 'jobs.cancelRunning' : { title: titles[step], run: () => doStep(job, step) };
  const steps = jobSteps(job);
  return [
    [...steps.filter((step) => !isLastStep(step)).map(entry), { title: t('jobs.showLog'), run: () => onLog(job.id) }],
    steps.filter(isLastStep).map(entry),
  ];
}
