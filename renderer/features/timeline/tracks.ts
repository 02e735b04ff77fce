import type { Clip } from './current-clip.ts';
import type { Extent, TimelineScale } from './timeline-scale.ts';

/** What every lane is drawn from. */
export interface Tracks {
  readonly clip: Clip;
  readonly scale: TimelineScale;
  readonly extent: Extent;
}
