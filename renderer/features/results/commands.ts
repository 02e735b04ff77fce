import type { Run, Segment } from '../../../native/contract/index.ts';
import type { Command } from '../../app/command.ts';
import { projectNow, runsNow } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { activeSegmentsNow } from '../restore/restore-selection.ts';
import { chooseExport } from './choose-export.ts';

export const resultCommands: readonly Command[] = [
  {
    id: 'results.export',
    group: 'Restore',
    shortcuts: ['$mod+Alt+e'],
    disabledReason: () => {
      if (projectNow() === null) return t('results.openProjectFirst');
      if (activeSegmentsNow().length === 0) return t('results.selectSegmentOnTimeline2');
      return bestRuns(activeSegmentsNow()).length === 0 ? t('results.nothingSelectionRestoredYet') : null;
    },
    run: () => chooseExport(bestRuns(activeSegmentsNow())),
  },
];

/** Of each segment the one with a star before others, then the newest; previews are no results to hand on. */
function bestRuns(segments: readonly Segment[]): readonly Run[] {
  return segments.flatMap(({ id }) => {
    const restored = runsNow(id).filter(({ purpose }) => purpose === 'restore');
    return restored.find(({ starred }) => starred) ?? restored[0] ?? [];
  });
}
