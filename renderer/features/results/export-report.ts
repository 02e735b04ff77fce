import { create } from 'zustand';
import type { ExportJob, Job, JobId } from '../../../native/contract/index.ts';
import { bytesText } from '../../components/quantity-words.ts';
import { t } from '../../i18n/words.ts';
import { reportSentence } from './run-words.ts';

/** The export whose report is on screen. */
export const useExportReport = create<{ readonly jobId: JobId | null }>()(() => ({ jobId: null }));

export function showExportReport({ id }: Pick<Job, 'id'>): void {
  useExportReport.setState({ jobId: id });
}

/** What an export came to; null until it is done. */
export function exportOutcome({ written, copy }: ExportJob): string | null {
  if (written === null) return null;
  return [t(copy ? 'results.copied' : 'results.encoded'), bytesText(written.sizeBytes), reportSentence(written)].join(' · ');
}
