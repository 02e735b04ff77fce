import Box from '@mui/material/Box';
import { ResizeHandle } from '../../components/ResizeHandle.tsx';
import { t } from '../../i18n/words.ts';
import { ProfileLabels } from '../analysis/ProfileLabels.tsx';
import type { useProfile } from '../analysis/use-profile.ts';
import type { Clip } from './current-clip.ts';
import { ShotsLabel } from './ShotsLabel.tsx';
import type { useShots } from './use-shots.ts';

interface LaneLabelsProps {
  readonly clip: Clip;
  readonly shots: ReturnType<typeof useShots>;
  /** Null: it is not shown. */
  readonly profile: ReturnType<typeof useProfile> | null;
}

/** What each row of the timeline's grid is called, left of it. */
export function LaneLabels({ clip, shots, profile }: LaneLabelsProps) {
  return (
    <>
      <Label>{t('timeline.time')}</Label>
      <ShotsLabel shots={shots} />
      <Label>{t('timeline.film')}</Label>
      <Label>{t('timeline.sound')}</Label>
      <Label>{t('timeline.segments')}</Label>
      {profile !== null && (
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
    </>
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
