import type { Command } from '../../app/command.ts';
import { run } from '../../app/run-command.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { projectNow, useProjectState } from '../../engine/project-data.ts';
import type { FrameRange, ModelCard, Segment } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { useOverlay } from '../../state/overlay-store.ts';
import { useView } from '../../state/view-store.ts';
import { installModel } from '../models/install-model.ts';
import { chooseFolder } from '../files/choose-paths.ts';
import { activeSegmentsNow, previewRange } from './restore-selection.ts';

export const restoreCommands: readonly Command[] = [
  {
    id: 'restore.preview',
    group: 'Restore',
    shortcuts: ['$mod+Enter'],
    disabledReason: previewReason,
    run: async () => {
      const segment = activeSegmentsNow()[0];
      if (segment === undefined) return;
      await start({ segments: [segment], purpose: 'preview', range: previewRange(segment, useView.getState()) });
    },
  },
  {
    id: 'restore.selected',
    group: 'Restore',
    shortcuts: ['$mod+m'],
    disabledReason: () => restoreReason(activeSegmentsNow()),
    run: () => start({ segments: activeSegmentsNow(), purpose: 'restore', range: null }),
  },
  {
    id: 'restore.selectedInto',
    group: 'Restore',
    shortcuts: [],
    disabledReason: () => restoreReason(activeSegmentsNow()),
    run: async () => {
      const segments = activeSegmentsNow();
      const directory = await chooseFolder(t('restore.folderForResults'));
      if (directory !== null) await start({ segments, purpose: 'restore', range: null, directory });
    },
  },
  {
    id: 'restore.all',
    group: 'Restore',
    shortcuts: ['$mod+Shift+m'],
    disabledReason: () => restoreReason(projectNow()?.segments ?? []),
    run: () => start({ segments: projectNow()?.segments ?? [], purpose: 'restore', range: null }),
  },
];

/** Why these segments cannot be restored now; null when they can. */
export function restoreReason(segments: readonly Segment[]): string | null {
  const open = projectNow();
  if (open === null) return t('restore.openProjectFirst');
  if (open.assets.length === 0) return t('restore.importClipFirst');
  if (segments.length === 0) return t('restore.selectSegmentOnTimeline');
  const { missing } = useProjectState.getState();
  const gone = segments.find((segment) => missing.has(segment.assetId));
  if (gone === undefined) return null;
  const asset = open.assets.find(({ id }) => id === gone.assetId);
  return t('restore.missingRelinkMediaBin', { asset: asset?.name ?? t('restore.clip') });
}

function previewReason(): string | null {
  const segments = activeSegmentsNow();
  const reason = restoreReason(segments);
  const segment = segments[0];
  if (reason !== null || segment === undefined) return reason;
  if (segments.length > 1) return t('restore.selectOneSegmentPreview');
  return previewRange(segment, useView.getState()) === null ? t('restore.movePlayheadIntoSegment') : null;
}

interface Start {
  readonly segments: readonly Segment[];
  readonly purpose: 'restore' | 'preview';
  readonly range: FrameRange | null;
  /** Null: beside the project file. */
  readonly directory?: string | null;
}

async function start({ segments, purpose, range, directory = null }: Start): Promise<void> {
  const open = projectNow();
  if (open === null || segments.length === 0) return;
  const lacking = await modelToInstall(segments);
  if (lacking !== null) {
    notify({
      severity: 'warning',
      message: t('restore.notInstalledYetWeights', { lacking: lacking.name }),
      action: { label: t('restore.install'), run: () => run(() => installModel(lacking)) },
    });
    return;
  }
  const segmentIds = segments.map(({ id }) => id);
  await callEngine('restore.start', { projectId: open.head.id, segmentIds, purpose, directory, range });
  const what = segments.length === 1 ? segments[0]!.name : t('restore.segments', { segments: segments.length });
  notify({
    severity: 'info',
    message:
      purpose === 'preview'
        ? t('restore.previewQueued', { what })
        : t(segments.length === 1 ? 'restore.isQueued' : 'restore.areQueued', { what }),
    action: { label: t('restore.showQueue'), run: () => useOverlay.setState({ queueOpen: true }) },
    toldBy: 'queue',
  });
}

/** The first package that one of these segments needs and this machine lacks. */
async function modelToInstall(segments: readonly Segment[]): Promise<ModelCard | null> {
  const { models } = await callEngine('models.list', {});
  return models.find((card) => card.status !== 'installed' && segments.some(({ recipe }) => recipe.modelId === card.id)) ?? null;
}
