import ScatterIcon from '@mui/icons-material/ScatterPlotOutlined';
import ProfileIcon from '@mui/icons-material/QueryStatsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useShallow } from 'zustand/react/shallow';
import type { Segment } from '../../../native/contract/index.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { useProject, useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { activeSegments } from '../restore/restore-selection.ts';
import { useClip, type Clip } from '../timeline/current-clip.ts';
import { Measurements } from './Measurements.tsx';
import { ProfileChoices } from './ProfileChoices.tsx';
import { RunChoices, useChosenRuns } from './RunChoices.tsx';
import { useScatter } from './scatter-store.ts';

/** How good and how steady the results are: their numbers, and one line of their frames over time. */
export function AnalysisPanel() {
  const clip = useClip();
  const open = useProject();
  const selection = useView(useShallow(({ selectedSegmentIds, selectedAssetId }) => ({ selectedSegmentIds, selectedAssetId })));
  const segment = activeSegments(open, selection)[0] ?? null;
  if (clip === null || segment === null) {
    return (
      <EmptyState icon={<ProfileIcon />} title={t('analysis.noSegmentSelected')}>
        {t('analysis.selectSegmentOnTimeline')}
      </EmptyState>
    );
  }
  return (
    <Box sx={{ height: '100%', overflow: 'auto' }}>
      <MeasuredRuns clip={clip} segment={segment} />
      <TemporalProfile clip={clip} />
    </Box>
  );
}

function MeasuredRuns({ clip, segment }: { readonly clip: Clip; readonly segment: Segment }) {
  const chosen = useChosenRuns(clip, segment);
  const hasRuns = useRuns(segment.id).length > 0;
  return (
    <>
      <PanelHeading
        actions={
          <IconAction label={t('scatter.show')} onClick={() => useScatter.setState({ open: true })}>
            <ScatterIcon />
          </IconAction>
        }
      >
        {t('analysis.measurements', { segment: segment.name })}
      </PanelHeading>
      <Stack sx={{ gap: 3, px: 3.5, pb: 4 }}>
        <RunChoices segment={segment} chosen={chosen} />
        {!hasRuns && (
          <Typography variant="body2" color="textSecondary">
            {t('analysis.noResultsSegmentYet')}
          </Typography>
        )}
        {hasRuns && <Measurements clip={clip} segment={segment} chosen={chosen} />}
      </Stack>
    </>
  );
}

function TemporalProfile({ clip }: { readonly clip: Clip }) {
  const shown = useView((view) => view.profile.shown);
  const { setProfile } = useView.getState();
  return (
    <Box sx={(theme) => ({ borderTop: `1px solid ${theme.studio.line}` })}>
      <PanelHeading
        actions={
          shown && (
            <Button variant="text" onClick={() => setProfile({ shown: false })} sx={{ height: 24, px: 2, fontSize: 12 }}>
              {t('analysis.hide')}
            </Button>
          )
        }
      >
        {t('analysis.temporalProfile')}
      </PanelHeading>
      <Stack sx={{ gap: 4, px: 3.5, pb: 4 }}>
        <Typography variant="body2" color="textSecondary">
          {t('analysis.oneLineEveryFrame')}
        </Typography>
        {shown ? (
          <ProfileChoices clip={clip} />
        ) : (
          <Button variant="outlined" onClick={() => setProfile({ shown: true })}>
            {t('analysis.showTemporalProfile')}
          </Button>
        )}
      </Stack>
    </Box>
  );
}
