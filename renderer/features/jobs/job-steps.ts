import type { EngineMethod, Job } from '../../../native/contract/index.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { hasDesktop } from '../../engine/host.ts';
import { showInFolder } from '../../engine/show-in-folder.ts';
import { showExportReport } from '../results/export-report.ts';
import { showRunOfJob } from './show-run.ts';

export type JobStep = 'pause' | 'hold' | 'goOn' | 'cancel' | 'look' | 'report' | 'folder' | 'retry' | 'forget';

type JobMethod = Extract<EngineMethod, 'job.pause' | 'job.resume' | 'job.cancel' | 'job.retry' | 'job.forget'>;

const methods: Readonly<Record<Exclude<JobStep, 'look' | 'report' | 'folder'>, JobMethod>> = {
  pause: 'job.pause',
  hold: 'job.pause',
  goOn: 'job.resume',
  cancel: 'job.cancel',
  retry: 'job.retry',
  forget: 'job.forget',
};

/** What can be done about a job, as it stands; the milder things first. */
export function jobSteps(job: Job): readonly JobStep[] {
  switch (job.state) {
    case 'running':
      return ['pause', 'cancel'];
    case 'queued':
      return ['hold', 'cancel'];
    case 'paused':
      return ['goOn', 'cancel'];
    case 'done':
      if (job.purpose === 'export') return ['report', ...(hasDesktop() ? (['folder'] as const) : []), 'forget'];
      return job.runId === null ? ['forget'] : ['look', 'forget'];
    case 'failed':
    case 'canceled':
      return ['retry', 'forget'];
  }
}

/** The one that ends a job or its place on the list: it stands apart from the others. */
export function isLastStep(step: JobStep): boolean {
  return step === 'cancel' || step === 'forget';
}

export async function doStep(job: Job, step: JobStep): Promise<void> {
  if (step === 'look') showRunOfJob(job);
  else if (step === 'report') showExportReport(job);
  else if (step === 'folder') await showInFolder(job.outputPath);
  else await callEngine(methods[step], { id: job.id });
}
