import type { Job } from '../../../native/contract/index.ts';
import { durationText, framesPerSecText } from '../../components/quantity-words.ts';
import { t } from '../../i18n/words.ts';

/** What a job is doing, in words. */
export function jobStage(job: Job): string {
  switch (job.state) {
    case 'queued':
      return t('jobs.waiting');
    case 'running':
      return job.progress?.stage ?? t('jobs.starting');
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

export function etaText(etaMs: number): string {
  return t('jobs.aboutLeft', { etaMs: durationText(etaMs) });
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
