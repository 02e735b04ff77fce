import type { Job, JobId } from '../../../native/contract/index.ts';
import type { MenuEntry } from '../../components/ContextMenu.tsx';
import { doStep, isLastStep, jobSteps, type JobStep } from './job-steps.ts';

const titles: Readonly<Record<JobStep, string>> = {
  pause: 'Pause',
  hold: 'Hold back',
  goOn: 'Go on',
  cancel: 'Cancel',
  look: 'Look at the result',
  retry: 'Try again',
  forget: 'Take off the list',
};

/** What a job's state allows. The one that runs is cancelled by the command, which has a key. */
export function jobMenu(job: Job, onLog: (id: JobId) => void): readonly (readonly MenuEntry[])[] {
  const entry = (step: JobStep): MenuEntry =>
    step === 'cancel' && job.state === 'running' ? 'jobs.cancelRunning' : { title: titles[step], run: () => doStep(job, step) };
  const steps = jobSteps(job);
  return [
    [...steps.filter((step) => !isLastStep(step)).map(entry), { title: 'Show the log', run: () => onLog(job.id) }],
    steps.filter(isLastStep).map(entry),
  ];
}
