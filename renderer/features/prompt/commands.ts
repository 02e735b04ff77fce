import type { Command } from '../../app/command.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { changeLayout } from '../../state/layout-store.ts';
import { showOverlay } from '../../state/overlay-store.ts';
import { useView } from '../../state/view-store.ts';
import { activeSegmentsNow } from '../restore/restore-selection.ts';
import { describeSegment, describeSegments, useDescribing } from './describing.ts';

export const promptCommands: readonly Command[] = [
  {
    id: 'caption.describe',
    group: 'Restore',
    shortcuts: [],
    disabledReason: () => (activeSegmentsNow().length === 0 ? t('prompt.selectSegmentOnTimeline') : batchReason()),
    run: async () => {
      const segments = activeSegmentsNow();
      showPromptTab();
      if (!(await isSetUp())) return;
      await (segments.length === 1 ? describeSegment(segments[0]!.id) : describeSegments(segments.map(({ id }) => id)));
    },
  },
  {
    id: 'caption.describeAll',
    group: 'Restore',
    shortcuts: [],
    disabledReason: () => ((projectNow()?.segments.length ?? 0) === 0 ? t('prompt.thereNoSegmentsYet') : batchReason()),
    run: async () => {
      showPromptTab();
      if (await isSetUp()) await describeSegments(null);
    },
  },
  { id: 'caption.settings', group: 'Restore', shortcuts: [], run: () => showOverlay('captions') },
  { id: 'view.promptTab', group: 'View', shortcuts: ['$mod+3'], run: showPromptTab },
];

function showPromptTab(): void {
  changeLayout({ inspectorShown: true });
  useView.getState().showInspector('prompt');
}

function batchReason(): string | null {
  return useDescribing.getState().batch === null ? null : t('prompt.segmentsBeingDescribedAlready');
}

/** Opens the settings where nothing may be sent yet. */
async function isSetUp(): Promise<boolean> {
  const { usable } = await callEngine('caption.status', {});
  if (!usable) showOverlay('captions');
  return usable;
}
