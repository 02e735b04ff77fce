import type { Job, RunId } from '../../../native/contract/index.ts';
import { projectNow, useProjectState } from '../../engine/project-data.ts';
import { changeLayout } from '../../state/layout-store.ts';
import { useOverlay } from '../../state/overlay-store.ts';
import { useView } from '../../state/view-store.ts';

/** Puts a run into the viewer: its clip and segment selected, the playhead inside it, compared with the source. */
export function showRun(id: RunId): void {
  const open = projectNow();
  const run = useProjectState.getState().runs.get(id);
  const segment = open?.segments.find((candidate) => candidate.id === run?.segmentId);
  if (run === undefined || segment === undefined) return;
  const view = useView.getState();
  view.selectSegments([segment.id], segment.assetId);
  const { playheadFrame } = useView.getState();
  if (playheadFrame < run.range.startFrame || playheadFrame >= run.range.endFrame) view.seek(run.range.startFrame);
  view.compareRun(run.id);
  if (view.viewerMode === 'source') view.setViewerMode('wipe');
}

/** The same, and plays its frames over and over. */
export function loopRun(id: RunId): void {
  const run = useProjectState.getState().runs.get(id);
  if (run === undefined) return;
  showRun(id);
  useView.getState().playPassage({ ...run.range, returnFrame: null });
}

export function showRunOfJob(job: Job): void {
  if (job.runId === null) return;
  useOverlay.setState({ queueOpen: false });
  changeLayout({ inspectorShown: true });
  showRun(job.runId);
  useView.getState().showInspector('results');
}
