import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useElementSize } from '../../components/use-element-size.ts';
import { t } from '../../i18n/words.ts';
import { useScrub } from '../timeline/use-scrub.ts';
import { xOfFrame } from '../timeline/timeline-scale.ts';
import type { Tracks } from '../timeline/tracks.ts';
import { ProfilePicture } from './ProfilePicture.tsx';
import { ProfileReading } from './ProfileReading.tsx';
import type { Profile, SeenLane } from './use-profile.ts';
import { WindowMarks } from './WindowMarks.tsx';

/** The lanes of the temporal profile, on the time axis of the timeline: click or drag to move the playhead. */
export function ProfileTracks({ profile, ...tracks }: Tracks & { readonly profile: Profile }) {
  const { segment, lanes } = profile;
  return (
    <Box
      {...useScrub(tracks)}
      role="group"
      aria-label={t('analysis.temporalProfile')}
      sx={(theme) => ({
        position: 'relative',
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        gap: '1px',
        backgroundColor: theme.studio.line,
        touchAction: 'none',
      })}
    >
      {lanes.map((lane) => (
        <LaneTrack key={`${lane.of.type} ${lane.of.id}`} {...tracks} lane={lane} />
      ))}
      {segment === null ? (
        <Hint>{t('analysis.selectSegmentSeeOne')}</Hint>
      ) : (
        lanes.length === 1 && <Hint>{t('analysis.restoreSegmentOrChoose')}</Hint>
      )}
      <ProfileReading profile={profile} />
    </Box>
  );
}

function LaneTrack({ lane, ...tracks }: Tracks & { readonly lane: SeenLane }) {
  const { ref, height } = useElementSize();
  const { scale } = tracks;
  const { range, side, run, title, pages, error } = lane;
  const from = xOfFrame(range.startFrame, scale);
  return (
    <Box
      ref={ref}
      data-lane={side}
      role="img"
      aria-label={t('analysis.overTime', { title })}
      sx={(theme) => ({ position: 'relative', flex: 1, minHeight: 0, overflow: 'hidden', backgroundColor: theme.studio.panel })}
    >
      <Box
        sx={(theme) => ({ position: 'absolute', top: 0, bottom: 0, left: 0, backgroundColor: theme.studio.picture })}
        style={{ transform: `translateX(${from}px)`, width: (range.endFrame - range.startFrame) * scale.pixelsPerFrame }}
      />
      {height > 0 && pages.map((page) => <ProfilePicture key={page.key} page={page} scale={scale} height={height} />)}
      {run !== null && height > 0 && <WindowMarks {...tracks} run={run} height={height} />}
      <Box
        sx={(theme) => ({ position: 'absolute', top: 0, bottom: 0, left: 0, width: '2px', backgroundColor: theme.onPicture[side] })}
        style={{ transform: `translateX(${Math.max(0, from)}px)` }}
      />
      {error !== null && (
        <Box
          role="alert"
          sx={(theme) => ({ ...theme.typography.caption, position: 'absolute', inset: 'auto 0 0 8px', color: theme.studio.error })}
        >
          {error.message}
        </Box>
      )}
    </Box>
  );
}

function Hint({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={(theme) => ({
        ...theme.typography.body2,
        flex: 1,
        minHeight: 0,
        display: 'grid',
        placeItems: 'center',
        textAlign: 'center',
        px: 4,
        overflow: 'hidden',
        color: theme.studio.faint,
        backgroundColor: theme.studio.panel,
      })}
    >
      {children}
    </Box>
  );
}
