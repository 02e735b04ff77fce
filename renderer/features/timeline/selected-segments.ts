import type { Segment } from '../../../native/contract/index.ts';
import { projectNow } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { clipNow } from './current-clip.ts';

/** Of the selected clip. */
export function segmentsNow(): readonly Segment[] {
  const clip = clipNow();
  return projectNow()?.segments.filter((segment) => segment.assetId === clip?.asset.id) ?? [];
}

export function selectedSegments(): readonly Segment[] {
  const { selectedSegmentIds } = useView.getState();
  return projectNow()?.segments.filter((segment) => selectedSegmentIds.includes(segment.id)) ?? [];
}
