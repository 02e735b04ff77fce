import type { Asset, Marker } from '../../../native/contract/index.ts';
import { firstIndex } from './snapping.ts';

/** Ascending, one at a frame. */
export type Markers = readonly Marker[];

const none: Markers = [];

export function markersOf({ markers }: Pick<Asset, 'markers'>): Markers {
  return markers ?? none;
}

export function markerAt(markers: Markers, frame: number): Marker | null {
  return markers.find((marker) => marker.frame === frame) ?? null;
}

/** With this one; what was at its frame goes. */
export function withMarker(markers: Markers, marker: Marker): Marker[] {
  return [...withoutMarker(markers, marker.frame), marker].sort((a, b) => a.frame - b.frame);
}

export function withoutMarker(markers: Markers, frame: number): Marker[] {
  return markers.filter((marker) => marker.frame !== frame);
}

/** The one at `from` goes to `to`, unless another is there already. */
export function withMovedMarker(markers: Markers, from: number, to: number): Markers {
  const moved = markerAt(markers, from);
  if (moved === null || markerAt(markers, to) !== null) return markers;
  return withMarker(withoutMarker(markers, from), { ...moved, frame: to });
}

/** Those in a half-open range that have room to be told apart: at least `leastFrames` from the one before. */
export function markersInSight(
  markers: Markers,
  { startFrame, endFrame, leastFrames }: { readonly startFrame: number; readonly endFrame: number; readonly leastFrames: number },
): Markers {
  const first = firstIndex(markers.length, (index) => markers[index]!.frame >= startFrame);
  const end = firstIndex(markers.length, (index) => markers[index]!.frame >= endFrame);
  let last = -Infinity;
  return markers.slice(first, end).filter(({ frame }) => {
    if (frame - last < leastFrames) return false;
    last = frame;
    return true;
  });
}
