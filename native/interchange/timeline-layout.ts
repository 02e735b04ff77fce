import type { Cut, EditList } from './edit-list.ts';

/** One track as a line without holes: cuts, and the gaps before them in frames of the edit. */
export type TrackItem =
  { readonly type: 'cut'; readonly cut: Cut } | { readonly type: 'gap'; readonly startFrame: number; readonly length: number };

/** The tracks of an edit, lowest first. Cuts of one track do not overlap (`Cut.track` sees to that). */
export function trackItems({ cuts, startFrame }: EditList): TrackItem[][] {
  const tracks: TrackItem[][] = [];
  const ends: number[] = [];
  for (const cut of [...cuts].sort((a, b) => a.recordFrame - b.recordFrame)) {
    while (tracks.length <= cut.track) {
      tracks.push([]);
      ends.push(startFrame);
    }
    const end = ends[cut.track] ?? startFrame;
    if (cut.recordFrame > end) tracks[cut.track]?.push({ type: 'gap', startFrame: end, length: cut.recordFrame - end });
    tracks[cut.track]?.push({ type: 'cut', cut });
    ends[cut.track] = cut.recordFrame + cut.recordLength;
  }
  return tracks;
}
