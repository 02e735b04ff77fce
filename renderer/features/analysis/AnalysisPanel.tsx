import ProfileIcon from '@mui/icons-material/QueryStatsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useShallow } from 'zustand/react/shallow';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { useProject } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { activeSegments } from '../restore/restore-selection.ts';
import { useClip } from '../timeline/current-clip.ts';
import { ProfileChoices } from './ProfileChoices.tsx';

/** How steady the result is over time. */
export function AnalysisPanel() {
  const clip = useClip();
  const open = useProject();
  const shown = useView((view) => view.profile.shown);
  const selection = useView(useShallow(({ selectedSegmentIds, selectedAssetId }) => ({ selectedSegmentIds, selectedAssetId })));
  const segment = activeSegments(open, selection)[0] ?? null;
  if (clip === null || segment === null) {
    return (
      <EmptyState icon={<ProfileIcon />} title="No segment selected">
        Select a segment on the timeline to see how steady it is over time.
      </EmptyState>
    );
  }
  const { setProfile } = useView.getState();
  return (
    <Box sx={{ height: '100%', overflow: 'auto' }}>
      <PanelHeading
        actions={
          shown && (
            <Button variant="text" onClick={() => setProfile({ shown: false })} sx={{ height: 24, px: 2, fontSize: 12 }}>
              Hide
            </Button>
          )
        }
      >
        Temporal profile
      </PanelHeading>
      <Stack sx={{ gap: 4, px: 3.5, pb: 4 }}>
        <Typography variant="body2" color="textSecondary">
          One line of every frame, side by side over time. Where a result is steady its streaks run smoothly; where it shimmers they are
          ragged.
        </Typography>
        {shown ? (
          <ProfileChoices clip={clip} segment={segment} />
        ) : (
          <Button variant="outlined" onClick={() => setProfile({ shown: true })}>
            Show temporal profile
          </Button>
        )}
      </Stack>
    </Box>
  );
}
