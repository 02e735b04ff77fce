import type { Job } from '../../../native/contract/index.ts';
import { callHost, useHost } from '../../engine/host.ts';
import { projectNow, useJobMap } from '../../engine/project-data.ts';
import { run } from '../../app/run-command.ts';
import { errorText, said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import type { Notice } from '../../state/notice-store.ts';
import { showExportReport } from '../results/export-report.ts';
import { loopRun } from './show-run.ts';

type Words = Pick<Notice, 'message' | 'severity' | 'details' | 'action'>;

/** Tells of jobs of the open project that end, whatever panel is open; those of other projects are told in their own windows. */
export function announceJobs(): void {
  useJobMap.subscribe(({ jobs }, { jobs: before }) => {
    const projectId = projectNow()?.head.id;
    for (const job of jobs.values()) {
      const known = before.get(job.id);
      if (known === undefined || known.state === job.state || job.projectId !== projectId) continue;
      const words = endWords(job);
      if (words === null) continue;
      notify(words);
      const others = [...jobs.values()].some(
        (other) => other.projectId === projectId && (other.state === 'queued' || other.state === 'running'),
      );
      // Of a long queue, one word at its end is enough; a failure is told at once.
      if (useHost.getState().bridge !== null && (job.state === 'failed' || !others)) run(() => toldSystem(words.message));
    }
  });
}

/** Null for a job that goes on, or that the user has stopped. */
function endWords(job: Job): Words | null {
  const { title } = job;
  if (job.state === 'failed') {
    const words = { title, message: job.error === null ? '' : errorText(job.error) };
    const message = t(job.purpose === 'export' ? 'jobs.exportFailedNotice' : 'jobs.failedNotice', words).trim();
    return { severity: 'error', message, details: job.notes.map(said) };
  }
  if (job.state !== 'done') return null;
  switch (job.purpose) {
    case 'preview':
      return {
        severity: 'success',
        message: t('jobs.previewReady', { title }),
        action: { label: t('jobs.playInLoop'), run: () => job.runId !== null && loopRun(job.runId) },
      };
    case 'restore':
      return { severity: 'success', message: t('jobs.restored', { title }) };
    case 'export':
      return {
        severity: job.written?.report.ok === false ? 'warning' : 'success',
        message: t('jobs.exported', { title }),
        action: { label: t('jobs.showReport'), run: () => showExportReport(job) },
      };
  }
}

/** The shell shows it only while the window is not in front. */
async function toldSystem(text: string): Promise<void> {
  await callHost('window.notify', { text });
}
