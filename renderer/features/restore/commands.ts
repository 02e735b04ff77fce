import type { Command } from '../../app/command.ts';
import { run } from '../../app/run-command.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { projectNow, useProjectState } from '../../engine/project-data.ts';
import type { FrameRange, ModelCard, Segment } from '../../../native/contract/index.ts';
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
      const directory = await chooseFolder('Folder for the results');
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
  if (open === null) return 'Open a project first.';
  if (open.assets.length === 0) return 'Import a clip first.';
  if (segments.length === 0) return 'Select a segment on the timeline first.';
  const { missing } = useProjectState.getState();
  const gone = segments.find((segment) => missing.has(segment.assetId));
  if (gone === undefined) return null;
  const asset = open.assets.find(({ id }) => id === gone.assetId);
  return `${asset?.name ?? 'The clip'} is missing. Relink it in the media bin.`;
}

function previewReason(): string | null {
  const segments = activeSegmentsNow();
  const reason = restoreReason(segments);
  const segment = segments[0];
  if (reason !== null || segment === undefined) return reason;
  if (segments.length > 1) return 'Select one segment to preview.';
  return previewRange(segment, useView.getState()) === null ? 'Move the playhead into the segment, or mark in and out.' : null;
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
      message: `${lacking.name} is not installed yet. Its weights are fetched once.`,
      action: { label: 'Install', run: () => run(() => installModel(lacking)) },
    });
    return;
  }
  const segmentIds = segments.map(({ id }) => id);
  await callEngine('restore.start', { projectId: open.head.id, segmentIds, purpose, directory, range });
  const what = segments.length === 1 ? segments[0]!.name : `${segments.length} segments`;
  notify({
    severity: 'info',
    message: purpose === 'preview' ? `Preview of ${what} is queued.` : `${what} ${segments.length === 1 ? 'is' : 'are'} queued.`,
    action: { label: 'Show queue', run: () => useOverlay.setState({ queueOpen: true }) },
  });
}

/** The first package that one of these segments needs and this machine lacks. */
async function modelToInstall(segments: readonly Segment[]): Promise<ModelCard | null> {
  const { models } = await callEngine('models.list', {});
  return models.find((card) => card.status !== 'installed' && segments.some(({ recipe }) => recipe.modelId === card.id)) ?? null;
}
