import AddIcon from '@mui/icons-material/Add';
import SplitIcon from '@mui/icons-material/ContentCut';
import TrimIcon from '@mui/icons-material/Compress';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import ZoomInIcon from '@mui/icons-material/ZoomIn';
import ZoomOutIcon from '@mui/icons-material/ZoomOut';
import FitIcon from '@mui/icons-material/FitScreenOutlined';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { CommandIcon } from '../../components/CommandIcon.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useSegments } from '../../engine/project-data.ts';
import { t, textsOf } from '../../i18n/words.ts';
import { useView, type TimeDisplay } from '../../state/view-store.ts';
import type { Clip } from './current-clip.ts';
import { formatDuration } from './timecode.ts';

const displays: readonly { readonly display: TimeDisplay; readonly label: string }[] = [
  textsOf({ label: 'timeline.timecode' }, { display: 'timecode' }),
  textsOf({ label: 'timeline.frames' }, { display: 'frames' }),
  textsOf({ label: 'timeline.seconds' }, { display: 'seconds' }),
];

/** What can be done to segments, how time is written, and the zoom. */
export function TimelineBar({ clip }: { readonly clip: Clip | null }) {
  const display = useView((view) => view.timeDisplay);
  return (
    <Stack
      direction="row"
      role="toolbar"
      aria-label={t('timeline.timeline')}
      sx={(theme) => ({ alignItems: 'center', gap: 0.5, px: 2, borderBottom: `1px solid ${theme.studio.line}`, minWidth: 0 })}
    >
      <CommandIcon id="segment.split">
        <SplitIcon />
      </CommandIcon>
      <CommandIcon id="segment.add">
        <AddIcon />
      </CommandIcon>
      <CommandIcon id="segment.trimToMarks">
        <TrimIcon sx={{ transform: 'rotate(90deg)' }} />
      </CommandIcon>
      <CommandIcon id="segment.remove">
        <DeleteIcon />
      </CommandIcon>
      {clip !== null && <Selection clip={clip} />}
      <Box sx={{ flex: 1 }} />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={display}
        disabled={clip === null}
        aria-label={t('timeline.timeShownAs')}
        onChange={(_, next: TimeDisplay | null) => next !== null && useView.getState().setTimeDisplay(next)}
        sx={{ height: 24, mr: 2, '& button': { fontSize: 11, px: 2 } }}
      >
        {displays.map((entry) => (
          <ToggleButton key={entry.display} value={entry.display}>
            {entry.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <CommandIcon id="timeline.zoomOut">
        <ZoomOutIcon />
      </CommandIcon>
      <CommandIcon id="timeline.fit">
        <FitIcon />
      </CommandIcon>
      <CommandIcon id="timeline.zoomIn">
        <ZoomInIcon />
      </CommandIcon>
    </Stack>
  );
}

/** How much is selected, in words. */
function Selection({ clip }: { readonly clip: Clip }) {
  const selectedIds = useView((view) => view.selectedSegmentIds);
  const segments = useSegments(clip.asset.id);
  const selected = segments.filter((segment) => selectedIds.includes(segment.id));
  const frames = selected.reduce((sum, segment) => sum + segment.outFrame - segment.inFrame, 0);
  const count = segments.length === 1 ? countText(1, 'segment') : t('timeline.segments2', { segments: segments.length });
  return (
    <Typography variant="body2" noWrap sx={{ color: 'text.disabled', ml: 2 }}>
      {selected.length === 0
        ? count
        : t('timeline.selected', { selected: selected.length, count, frames: formatDuration(frames, clip.clock) })}
    </Typography>
  );
}
