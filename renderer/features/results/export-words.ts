import { bytesText } from '../../components/quantity-words.ts';
import { t } from '../../i18n/words.ts';
import type { ExportState } from './exporting.ts';
import { reportSentence } from './run-words.ts';

/** How far an export is, or how it ended. */
export function exportStateWords(state: ExportState): string {
  switch (state.status) {
    case 'waiting':
      return t('jobs.waiting');
    case 'stopped':
      return t('results.stoppedNoFileLeft');
    case 'writing':
      return state.stage;
    case 'failed':
      return state.message;
    case 'done':
      return `${state.written.copied ? t('results.copied') : t('results.encoded')} · ${bytesText(state.written.sizeBytes)} · ${reportSentence(state.written)}`;
  }
}
