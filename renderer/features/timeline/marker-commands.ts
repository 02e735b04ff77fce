import { MAX_MARKERS } from '../../../native/contract/index.ts';
import type { Command } from '../../app/command.ts';
import { inTurn } from '../../engine/in-turn.ts';
import { editor } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { clipNow, noClip } from './current-clip.ts';
import { openMarkerName } from './marker-name-field.ts';
import { markerAt, markersOf, withMarker, withoutMarker, type Markers } from './markers.ts';

/** Places worth finding again: edges stick to them, Up and Down stop there. */
export const markerCommands: readonly Command[] = [
  {
    id: 'marker.set',
    group: 'Timeline',
    shortcuts: ['m'],
    disabledReason: () => noClip() ?? (markersNow().length >= MAX_MARKERS ? t('timeline.markersTooMany', { most: MAX_MARKERS }) : null),
    run: async () => {
      const { playheadFrame: frame } = useView.getState();
      if (markerHere() === null) await changeMarkers((markers) => withMarker(markers, { frame, name: '' }));
      else openMarkerName(frame);
    },
  },
  {
    id: 'marker.remove',
    group: 'Timeline',
    shortcuts: ['Shift+m'],
    disabledReason: () => noClip() ?? (markerHere() === null ? t('timeline.noMarkerHere') : null),
    run: () => {
      const { playheadFrame: frame } = useView.getState();
      return changeMarkers((markers) => withoutMarker(markers, frame));
    },
  },
];

/** Of the selected clip. */
export function markersNow(): Markers {
  const clip = clipNow();
  return clip === null ? [] : markersOf(clip.asset);
}

/** One undo step. Reads the markers when the edits before are done, so that quick taps add up. */
export function changeMarkers(change: (markers: Markers) => Markers): Promise<void> {
  return inTurn(async () => {
    const clip = clipNow();
    if (clip === null) return;
    const markers = markersOf(clip.asset);
    const next = change(markers);
    if (next !== markers) await editor.edit({ type: 'asset.markers', id: clip.asset.id, markers: [...next] });
  });
}

function markerHere() {
  return markerAt(markersNow(), useView.getState().playheadFrame);
}
