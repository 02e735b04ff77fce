import Box from '@mui/material/Box';
import { leaveFocus } from '../../components/leave-focus.ts';
import { t } from '../../i18n/words.ts';
import { useClip } from './current-clip.ts';
import { ClipTimeline } from './ClipTimeline.tsx';
import { TimelineBar } from './TimelineBar.tsx';

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

function EmptyTimeline() {
  return (
    <Box sx={(theme) => ({ ...theme.typography.body1, display: 'grid', placeItems: 'center', color: theme.studio.faint })}>
      {t('timeline.selectedClipLaidOut')}
    </Box>
  );
}
