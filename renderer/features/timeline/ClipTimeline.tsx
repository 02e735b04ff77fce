import Box from '@mui/material/Box';
import { useEffect, useMemo } from 'react';
import { useElementSize } from '../../components/use-element-size.ts';
import { useSegments } from '../../engine/project-data.ts';
import { useLayout } from '../../state/layout-store.ts';
import { useView } from '../../state/view-store.ts';
import { ProfileTracks } from '../analysis/ProfileTracks.tsx';
import { useProfile } from '../analysis/use-profile.ts';
import type { Clip } from './current-clip.ts';
import { ClipOverview } from './ClipOverview.tsx';
import { CutLines } from './CutLines.tsx';
import { draggedCuts } from './cut-drag.ts';
import { FilmLane } from './FilmLane.tsx';
import { LaneLabels } from './LaneLabels.tsx';
import { MarkerFlags } from './MarkerFlags.tsx';
import { MarkLines } from './MarkLines.tsx';
import { Playhead } from './Playhead.tsx';
import { Ruler } from './Ruler.tsx';
import { layOutSegments } from './segment-layout.ts';
import { SegmentLane } from './SegmentLane.tsx';
import { ShotLane } from './ShotLane.tsx';
import { SoundLane } from './SoundLane.tsx';
import { useTimelineExtent } from './timeline-extent.ts';
import { scaleOf } from './timeline-scale.ts';
import { useCutDrag } from './use-cut-drag.ts';
import { useFollowPlayhead } from './use-follow-playhead.ts';
import { useShots } from './use-shots.ts';
import { useTimelineWheel } from './use-timeline-wheel.ts';

const rulerPx = 26;
const shotsPx = 20;
const overviewPx = 14;
/** Less than this, and a lane cannot be read: where they do not fit, the timeline scrolls. */
const leastPx = { film: 32, sound: 24, segments: 40, profileLane: 28 } as const;

/** Names of the lanes, and the lanes: all of one clip on one scale. */
export function ClipTimeline({ clip }: { readonly clip: Clip }) {
  const { ref, width } = useElementSize();
  const { frameCount } = clip;
  const pixelsPerFrame = useView((view) => view.pixelsPerFrame);
  const scrollFrame = useView((view) => view.scrollFrame);
  const extent = useMemo(() => ({ width, frameCount }), [width, frameCount]);
  const scale = useMemo(() => scaleOf({ pixelsPerFrame, scrollFrame }, extent), [pixelsPerFrame, scrollFrame, extent]);
  const segments = useSegments(clip.asset.id);
  const layout = useMemo(() => layOutSegments(segments), [segments]);
  useEffect(() => useTimelineExtent.setState({ width }), [width]);
  useFollowPlayhead(extent);
  const wheelRef = useTimelineWheel(extent);
  const tracks = { clip, scale, extent };
  const shots = useShots(clip);
  const hand = useCutDrag(tracks, shots.cuts);
  const cuts = draggedCuts(hand.state) ?? shots.cuts;
  const held = hand.state.status === 'dragging' ? hand.state : null;
  const profile = useProfile(clip);
  const profileShown = useView((view) => view.profile.shown);
  const profileHeight = useLayout((sizes) => sizes.profileHeight);
  // Without sound the lane says so, and leaves its room to the others.
  const soundRow = clip.asset.media.audio.length === 0 ? '20px' : `minmax(${leastPx.sound}px, 0.7fr)`;
  const leastProfilePx = Math.max(2, profile.lanes.length) * leastPx.profileLane;
  const profileRows = profileShown ? ` 1px minmax(${leastProfilePx}px, ${profileHeight}px)` : '';

  return (
    <Box
      sx={(theme) => ({
        position: 'relative',
        minHeight: 0,
        overflow: 'hidden auto',
        display: 'grid',
        gridTemplateColumns: `${theme.sizes.timelineLabel}px minmax(0, 1fr)`,
        gridTemplateRows: `${rulerPx}px ${shotsPx}px minmax(${leastPx.film}px, 1fr) ${soundRow} minmax(${leastPx.segments}px, 1fr)${profileRows} ${overviewPx}px`,
      })}
    >
      <LaneLabels clip={clip} shots={shots} profile={profileShown ? profile : null} />
      <Box
        ref={wheelRef}
        sx={{
          gridColumn: 2,
          gridRow: '1 / -1',
          position: 'relative',
          overflow: 'hidden',
          display: 'grid',
          gridTemplateRows: 'subgrid',
          gridTemplateColumns: 'minmax(0, 1fr)',
        }}
      >
        <Box ref={ref} sx={{ position: 'absolute', inset: 0, pointerEvents: 'none' }} />
        {width > 0 && (
          <>
            <Ruler {...tracks} height={rulerPx} />
            <ShotLane {...tracks} shots={shots} cuts={cuts} hand={hand} />
            <FilmLane {...tracks} />
            <SoundLane {...tracks} />
            <SegmentLane {...tracks} layout={layout} />
            {profileShown && (
              <>
                <span />
                <ProfileTracks {...tracks} profile={profile} />
              </>
            )}
            <ClipOverview {...tracks} layout={layout} height={overviewPx} />
            <CutLines
              {...tracks}
              cuts={cuts}
              heldFrame={held?.frame ?? null}
              snapped={held !== null && held.snappedTo !== null}
              style={{ gridRow: '3 / 5' }}
            />
            <MarkLines {...tracks} rulerHeight={rulerPx} bottom={overviewPx} />
            <MarkerFlags {...tracks} rulerHeight={rulerPx} bottom={overviewPx} />
            <Playhead {...tracks} rulerHeight={rulerPx} bottom={overviewPx} />
          </>
        )}
      </Box>
    </Box>
  );
}
