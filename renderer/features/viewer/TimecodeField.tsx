import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo, type Clip } from '../timeline/current-clip.ts';
import { formatTime, parseTime } from '../timeline/timecode.ts';
import { openGoToField, useGoToField } from './go-to-field.ts';

/** The playhead's time. A click, or G, makes it a field to go elsewhere. */
export function TimecodeField({ clip }: { readonly clip: Clip }) {
  const editing = useGoToField(({ open }) => open);
  return editing ? <TimeInput clip={clip} /> : <TimeButton clip={clip} />;
}

function TimeButton({ clip }: { readonly clip: Clip }) {
  const frame = useView((view) => Math.min(view.playheadFrame, clip.frameCount - 1));
  const display = useView((view) => view.timeDisplay);
  const time = formatTime(frame, clip.clock, display);
  return (
    <Tooltip title={t('viewer.goTimeG')}>
      <ButtonBase
        aria-label={t('viewer.playheadAtGoTime', { time })}
        onClick={() => openGoToField(true)}
        sx={(theme) => ({
          ...theme.typography.mono,
          fontSize: 15,
          lineHeight: '20px',
          height: theme.sizes.control,
          px: 1.5,
          ml: -1.5,
          borderRadius: 1,
          color: theme.studio.text,
          whiteSpace: 'nowrap',
          fontVariantNumeric: 'tabular-nums',
          '&:hover': { backgroundColor: theme.studio.hover },
        })}
      >
        {time}
      </ButtonBase>
    </Tooltip>
  );
}

function TimeInput({ clip }: { readonly clip: Clip }) {
  const display = useView((view) => view.timeDisplay);
  const [text, setText] = useState(() => formatTime(useView.getState().playheadFrame, clip.clock, display));
  const [problem, setProblem] = useState<string | null>(null);

  const goThere = () => {
    const parsed = parseTime(text, {
      clock: clip.clock,
      display,
      currentFrame: useView.getState().playheadFrame,
      frameCount: clip.frameCount,
    });
    if (!parsed.ok) return setProblem(parsed.reason);
    useView.getState().setPlaying(false);
    seekTo(parsed.frame);
    openGoToField(false);
  };

  return (
    <Tooltip open={problem !== null} title={problem ?? ''} placement="top-start">
      <Box
        component="input"
        autoFocus
        aria-label={t('viewer.goTimeAbsoluteOr')}
        aria-invalid={problem !== null}
        spellCheck={false}
        value={text}
        size={Math.max(11, text.length)}
        onFocus={(event: React.FocusEvent<HTMLInputElement>) => event.currentTarget.select()}
        onBlur={() => openGoToField(false)}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
        onKeyDown={(event: React.KeyboardEvent) => {
          if (event.key === 'Enter') goThere();
          if (event.key === 'Escape') openGoToField(false);
          event.stopPropagation();
        }}
        sx={(theme) => ({
          ...theme.typography.mono,
          fontSize: 15,
          lineHeight: '20px',
          height: theme.sizes.control,
          width: 128,
          px: 1.5,
          ml: -1.5,
          color: theme.studio.text,
          backgroundColor: theme.studio.field,
          border: `1px solid ${problem === null ? theme.studio.result : theme.studio.error}`,
          borderRadius: 1,
          outline: 'none',
        })}
      />
    </Tooltip>
  );
}
