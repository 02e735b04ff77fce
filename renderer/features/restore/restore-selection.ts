import type { FrameRange, Segment } from '../../../native/contract/index.ts';
import { projectNow, type ProjectData } from '../../engine/project-data.ts';
import { useView, type View } from '../../state/view-store.ts';

/** Frames of a preview when nothing is marked: about a second of most footage. */
const previewFrames = 24;

/** The segments that Restore and the form act on: the selected ones, else the only one of the clip. */
export function activeSegments(open: ProjectData | null, view: Pick<View, 'selectedSegmentIds' | 'selectedAssetId'>): readonly Segment[] {
  if (open === null) return [];
  const selected = open.segments.filter((segment) => view.selectedSegmentIds.includes(segment.id));
  if (selected.length > 0) return selected;
  const ofClip = open.segments.filter((segment) => segment.assetId === view.selectedAssetId);
  return ofClip.length === 1 ? ofClip : [];
}

export function activeSegmentsNow(): readonly Segment[] {
  return activeSegments(projectNow(), useView.getState());
}

/** The frames a preview restores: the marked ones inside the segment, else a second from the playhead on. Null: the playhead is elsewhere. */
export function previewRange(segment: Segment, view: Pick<View, 'markIn' | 'markOut' | 'playheadFrame'>): FrameRange | null {
  const marked = view.markIn !== null || view.markOut !== null;
  const from = marked ? (view.markIn ?? segment.inFrame) : view.playheadFrame;
  const to = marked ? (view.markOut ?? segment.outFrame) : view.playheadFrame + previewFrames;
  const startFrame = Math.max(from, segment.inFrame);
  const endFrame = Math.min(to, segment.outFrame);
  if (!marked && (view.playheadFrame < segment.inFrame || view.playheadFrame >= segment.outFrame)) return null;
  return endFrame > startFrame ? { startFrame, endFrame } : null;
}
