import Box from '@mui/material/Box';
import { useEffect, useMemo } from 'react';
import { leaveFocus } from '../../components/leave-focus.ts';
import { ResizeHandle } from '../../components/ResizeHandle.tsx';
import { useElementSize } from '../../components/use-element-size.ts';
import { useSegments } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useLayout } from '../../state/layout-store.ts';
import { useView } from '../../state/view-store.ts';
import { ProfileLabels } from '../analysis/ProfileLabels.tsx';
import { ProfileTracks } from '../analysis/ProfileTracks.tsx';
import { useProfile } from '../analysis/use-profile.ts';
import { useClip, type Clip } from './current-clip.ts';
import { ClipOverview } from './ClipOverview.tsx';
import { CutLines } from './CutLines.tsx';
import { draggedCuts } from './cut-drag.ts';
import { FilmLane } from './FilmLane.tsx';
import { MarkLines } from './MarkLines.tsx';
import { Playhead } from './Playhead.tsx';
import { Ruler } from './Ruler.tsx';
import { layOutSegments } from './segment-layout.ts';
import { SegmentLane } from './SegmentLane.tsx';
import { ShotLane } from './ShotLane.tsx';
import { ShotsLabel } from './ShotsLabel.tsx';
import { SoundLane } from './SoundLane.tsx';
import { useTimelineExtent } from './timeline-extent.ts';
import { scaleOf } from './timeline-scale.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { useCutDrag } from './use-cut-drag.ts';
import { useFollowPlayhead } from './use-follow-playhead.ts';
import { useShots } from './use-shots.ts';
import { useTimelineWheel } from './use-timeline-wheel.ts';

const rulerPx = 26;
const shotsPx = 20;
const overviewPx = 14;
/** Less than this, and a lane cannot be read: where they do not fit, the timeline scrolls. */
const leastPx = { film: 32, sound: 24, segments: 40, profileLane: 28 } as const;

/** The selected clip along time: ruler, shots, film, sound, segments. */
export function Timeline() {
  const clip = useClip();
  return (
    <Box
      component="section"
      aria-label={t('timeline.timeline')}
      onMouseDown={leaveFocus}
      sx={(theme) => ({
        height: '100%',
        minHeight: 0,
        display: 'grid',
        gridTemplateRows: `${theme.sizes.panelHeader}px minmax(0, 1fr)`,
        gridTemplateColumns: 'minmax(0, 1fr)',
        backgroundColor: theme.studio.panel,
      })}
    >
      <TimelineBar clip={clip} />
      {clip === null ? <EmptyTimeline /> : <ClipTimeline key={clip.asset.id} clip={clip} />}
    </Box>
  );
}

function ClipTimeline({ clip }: { readonly clip: Clip }) {
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
      <Label>{t('timeline.time')}</Label>
      <ShotsLabel shots={shots} />
      <Label>{t('timeline.film')}</Label>
      <Label>{t('timeline.sound')}</Label>
      <Label>{t('timeline.segments')}</Label>
      {profileShown && (
        <>
          <Box sx={{ gridColumn: '1 / -1', gridRow: 6, display: 'grid', zIndex: 1 }}>
            <ResizeHandle panel="profileHeight" label={t('timeline.heightProfile')} side="top" />
          </Box>
          <Box
            sx={(theme) => ({
              gridColumn: 1,
              gridRow: 7,
              minHeight: 0,
              display: 'flex',
              flexDirection: 'column',
              borderRight: `1px solid ${theme.studio.line}`,
            })}
          >
            <ProfileLabels clip={clip} profile={profile} />
          </Box>
        </>
      )}
      <Label />
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
            <Playhead {...tracks} rulerHeight={rulerPx} bottom={overviewPx} />
          </>
        )}
      </Box>
    </Box>
  );
}

function Label({ children }: { readonly children?: string }) {
  return (
    <Box
      sx={(theme) => ({
        ...theme.typography.caption,
        gridColumn: 1,
        display: 'flex',
        alignItems: 'center',
        px: 3.5,
        color: theme.studio.faint,
        borderRight: `1px solid ${theme.studio.line}`,
      })}
    >
      {children}
    </Box>
  );
}

function EmptyTimeline() {
  return (
    <Box sx={(theme) => ({ ...theme.typography.body1, display: 'grid', placeItems: 'center', color: theme.studio.faint })}>
      {t('timeline.selectedClipLaidOut')}
    </Box>
  );
}
