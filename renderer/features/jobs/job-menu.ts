import type { Job, JobId } from '../../../native/contract/index.ts';
import type { MenuEntry } from '../../components/ContextMenu.tsx';
import { t, textsOf } from '../../i18n/words.ts';
import { doStep, isLastStep, jobSteps, type JobStep } from './job-steps.ts';

const titles: Readonly<Record<JobStep, string>> = textsOf({
  pause: 'jobs.pause2',
  hold: 'jobs.holdBack2',
  goOn: 'jobs.goOn',
  cancel: 'common.cancel',
  look: 'jobs.lookAtResult',
  report: 'jobs.showReport',
  folder: 'common.showInFolder',
  retry: 'jobs.tryAgain2',
  forget: 'jobs.takeOffList2',
});

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
