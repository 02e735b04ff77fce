import type { Job } from '../../../native/contract/index.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { jobStage } from './job-words.ts';

/** A log as plain text, for a mail or a report: whole times, so that it can be read elsewhere. */
export function logText(job: Job): string {
  const head = `${job.title} (${job.purpose}): ${jobStage(job)}`;
  const marks = { done: '', note: t('jobs.note'), error: '' } as const;
  return [head, ...(job.log ?? []).map(({ at, kind, text }) => `${at}  ${marks[kind]}${said(text)}`)].join('\n');
}

/** The time of day where the user is: `14:03:27`. */
export function logTime(iso: string): string {
  const time = new Date(iso);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

export function logDay(iso: string): string {
  return new Date(iso).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
}
