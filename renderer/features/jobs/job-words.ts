import type { Job } from '../../../native/contract/index.ts';
import { durationText, framesPerSecText } from '../../components/quantity-words.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { optionWord } from '../restore/option-words.ts';

/** What it is called where it stands alone: an export beside the restore of the same segment. */
export function jobName({ title, purpose }: Pick<Job, 'title' | 'purpose'>): string {
  return purpose === 'export' ? t('jobs.exportNamed', { title }) : title;
}

/** What kind of job it is, behind its title: nothing for a restore. */
export function jobKind(job: Job): string | null {
  switch (job.purpose) {
    case 'restore':
      return null;
    case 'preview':
      return t('jobs.preview');
    case 'export':
      return t('jobs.exportTo', { codec: optionWord(job.output.codec) });
  }
}

/** What is done to the title that follows. */
export function jobVerb({ purpose }: Pick<Job, 'purpose'>): string {
  return t(({ restore: 'jobs.restoring', preview: 'jobs.previewing', export: 'jobs.exporting' } as const)[purpose]);
}

/** What a job is doing, in words. */
export function jobStage(job: Job): string {
  switch (job.state) {
    case 'queued':
      return t('jobs.waiting');
    case 'running':
      return job.progress === null ? t('jobs.starting') : said(job.progress.stage);
    case 'paused':
      return job.progress === null ? t('jobs.paused') : t('jobs.pausedAtFrame', { done: job.progress.done, total: job.progress.total });
    case 'done':
      return job.startedAt !== null && job.finishedAt !== null
        ? t('jobs.done', { what: durationText(new Date(job.finishedAt).getTime() - new Date(job.startedAt).getTime()) })
        : t('jobs.done2');
    case 'failed':
      return t('jobs.failed');
    case 'canceled':
      return t('jobs.cancelled');
  }
}

export function jobFraction(job: Job): number {
  if (job.state === 'done') return 1;
  return job.progress === null ? 0 : Math.min(1, job.progress.done / job.progress.total);
}

/** Of all that runs, waits or is paused, together, in hundredths; null when there is nothing. */
export function workFraction(jobs: readonly Job[]): number | null {
  const active = jobs.filter(isActive);
  if (active.length === 0) return null;
  return Math.round((active.reduce((sum, job) => sum + jobFraction(job), 0) / active.length) * 100) / 100;
}

export function etaText(etaMs: number): string {
  return etaMs < 1000 ? t('jobs.nearlyDone') : t('jobs.aboutLeft', { etaMs: durationText(etaMs) });
}

/** Frames per second and time left; empty where nothing was measured yet. */
export function jobPace(job: Job): readonly string[] {
  const { progress } = job;
  if (job.state !== 'running' || progress === null) return [];
  return [
    ...(progress.framesPerSec === null || progress.framesPerSec === 0 ? [] : [framesPerSecText(progress.framesPerSec)]),
    ...(progress.etaMs === null ? [] : [etaText(progress.etaMs)]),
  ];
}

export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running' || job.state === 'paused';
}
