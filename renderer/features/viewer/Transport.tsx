import LoopIcon from '@mui/icons-material/Loop';
import PauseIcon from '@mui/icons-material/Pause';
import PlayIcon from '@mui/icons-material/PlayArrow';
import FirstIcon from '@mui/icons-material/FirstPage';
import LastIcon from '@mui/icons-material/LastPage';
import BackIcon from '@mui/icons-material/ChevronLeft';
import ForwardIcon from '@mui/icons-material/ChevronRight';
import ButtonBase from '@mui/material/ButtonBase';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { runCommand } from '../../app/run-command.ts';
import { CommandIcon } from '../../components/CommandIcon.tsx';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { formatTime } from '../timeline/timecode.ts';
import { viewerCommands } from './commands.ts';
import { TimecodeField } from './TimecodeField.tsx';

/** Where the playhead is, and everything that moves it. */
export function Transport({ clip }: { readonly clip: Clip | null }) {
  const playing = useView((view) => view.playing);
  const rate = useView((view) => view.playbackRate);
  return (
    <Stack
      direction="row"
      role="toolbar"
      aria-label={t('viewer.transport')}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(max-content, 1fr) auto minmax(max-content, 1fr)',
        alignItems: 'center',
        gap: 3,
        px: 3,
      }}
    >
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2, minWidth: 0 }}>
        {clip !== null && <TimecodeField clip={clip} />}
        {clip !== null && <Position clip={clip} />}
      </Stack>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        <CommandIcon id="mark.goToIn">
          <FirstIcon />
        </CommandIcon>
        <CommandIcon id="frame.previous">
          <BackIcon />
        </CommandIcon>
        <Box sx={{ '& svg': { fontSize: 26 }, '& button': { width: 38, height: 34, color: 'text.primary' } }}>
          <CommandIcon id="play.toggle">{playing ? <PauseIcon /> : <PlayIcon />}</CommandIcon>
        </Box>
        <CommandIcon id="frame.next">
          <ForwardIcon />
        </CommandIcon>
        <CommandIcon id="mark.goToOut">
          <LastIcon />
        </CommandIcon>
      </Stack>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'flex-end', gap: 2, minWidth: 0 }}>
        {playing && rate !== 1 && (
          <Typography variant="mono" sx={{ color: 'text.primary', whiteSpace: 'nowrap' }}>
            {`${rate < 0 ? '−' : ''}${Math.abs(rate)}×`}
          </Typography>
        )}
        {clip !== null && <MarkChip clip={clip} side="in" />}
        {clip !== null && <MarkChip clip={clip} side="out" />}
        <LoopButton />
      </Stack>
    </Stack>
  );
}

function Position({ clip }: { readonly clip: Clip }) {
  const frame = useView((view) => view.playheadFrame);
  return (
    <Typography variant="mono" noWrap sx={{ color: 'text.disabled', fontSize: 11, '@container (max-width: 760px)': { display: 'none' } }}>
      {`${Math.min(frame, clip.frameCount - 1) + 1} / ${clip.frameCount}`}
    </Typography>
  );
}

/** The mark's time; a click sets it at the playhead. */
function MarkChip({ clip, side }: { readonly clip: Clip; readonly side: 'in' | 'out' }) {
  const mark = useView((view) => (side === 'in' ? view.markIn : view.markOut));
  const display = useView((view) => view.timeDisplay);
  const command = viewerCommands.find(({ id }) => id === `mark.${side}`);
  // The out mark is exclusive; people read the last frame that is in.
  const shown = mark === null ? null : formatTime(side === 'in' ? mark : mark - 1, clip.clock, display);
  const letter = side === 'in' ? 'I' : 'O';
  return (
    <Tooltip title={t('viewer.markAtPlayhead', { side, letter })}>
      <ButtonBase
        onClick={() => command !== undefined && runCommand(command)}
        aria-label={shown === null ? t('viewer.markNotSet', { side }) : t('viewer.mark', { side, letter, shown })}
        sx={(theme) => ({
          ...theme.typography.mono,
          fontSize: 11,
          height: 24,
          px: 2,
          gap: 1.5,
          borderRadius: 3,
          whiteSpace: 'nowrap',
          backgroundColor: theme.studio.raised,
          color: shown === null ? theme.studio.faint : theme.studio.dim,
          '&:hover': { color: theme.studio.text, backgroundColor: theme.studio.hover },
          '@container (max-width: 640px)': { '& .time': { display: 'none' } },
        })}
      >
        <span>{letter}</span> {shown !== null && <span className="time">{shown}</span>}
      </ButtonBase>
    </Tooltip>
  );
}

function LoopButton() {
  const loop = useView((view) => view.loop);
  return (
    <Box sx={{ '& button[aria-pressed=true]': { color: 'primary.main' } }}>
      <CommandIcon id="play.loop" pressed={loop}>
        <LoopIcon />
      </CommandIcon>
    </Box>
  );
}
