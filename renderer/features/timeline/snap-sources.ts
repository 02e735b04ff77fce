import { useView } from '../../state/view-store.ts';
import type { Clip } from './current-clip.ts';
import { markersNow } from './marker-commands.ts';
import { segmentsNow } from './selected-segments.ts';
import type { SnapSources } from './snapping.ts';
import { shotsNow } from './use-shots.ts';

/** Everything of the selected clip that edges stick to, as it is now. */
export function snapSourcesNow({ frameCount }: Pick<Clip, 'frameCount'>): SnapSources {
  const { playheadFrame, markIn, markOut } = useView.getState();
  return {
    ...{ segments: segmentsNow(), except: null, playheadFrame, markIn, markOut, frameCount },
    ...{ cuts: shotsNow()?.cuts ?? [], markers: markersNow() },
  };
}
