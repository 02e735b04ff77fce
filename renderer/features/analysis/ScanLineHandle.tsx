import Box from '@mui/material/Box';
import { useRef } from 'react';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import type { Place, Size } from '../viewer/picture-place.ts';
import { lineAt, lineCount, linePlace, lineWords } from './scan-line.ts';

/** Where a hand finds the line, in CSS pixels. */
const gripPx = 14;

interface ScanLineHandleProps {
  readonly clip: Clip;
  readonly place: Place;
  readonly stage: Size;
}

/** The line on the picture that the profile follows over time: drag it, or use the arrows (Shift: ten at once). */
export function ScanLineHandle({ clip, place, stage }: ScanLineHandleProps) {
  const line = useView((view) => view.profile.line);
  const grip = useRef<number | null>(null);
  const { video } = clip.asset.media;
  const count = lineCount(line, video);
  const at = linePlace(line, video);
  const isRow = line.axis === 'row';
  const [start, length, limit] = isRow ? [place.top, place.height, stage.height] : [place.left, place.width, stage.width];
  // When the picture is zoomed and the line out of sight, it waits at the edge to be fetched.
  const where = Math.min(limit - 1, Math.max(0, start + ((at + 0.5) / count) * length));
  const across = isRow
    ? { left: Math.max(0, place.left), right: Math.max(0, stage.width - place.left - place.width) }
    : { top: Math.max(0, place.top), bottom: Math.max(0, stage.height - place.top - place.height) };
  const moveTo = (to: number) => useView.getState().setProfile({ line: lineAt(line.axis, to, video) });
  const along = (event: React.PointerEvent) => (isRow ? event.clientY : event.clientX);
  const [back, on] = isRow ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];

  return (
    <Box
      role="slider"
      tabIndex={0}
      aria-label={t(line.axis === 'row' ? 'analysis.rowOfPicture' : 'analysis.columnOfPicture')}
      aria-orientation={isRow ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={at}
      aria-valuetext={t('analysis.of', { line: lineWords(line, video), count })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = along(event) - where;
      }}
      onPointerMove={(event) => {
        if (grip.current === null) return;
        event.stopPropagation();
        moveTo(((along(event) - grip.current - start) / length) * count);
      }}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onKeyDown={(event) => {
        const step = event.shiftKey ? 10 : 1;
        const to = { [back]: at - step, [on]: at + step, Home: 0, End: count - 1 }[event.key];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        moveTo(to);
      }}
      style={isRow ? { ...across, top: where - gripPx / 2, height: gripPx } : { ...across, left: where - gripPx / 2, width: gripPx }}
      sx={(theme) => ({
        position: 'absolute',
        zIndex: 1,
        cursor: isRow ? 'ns-resize' : 'ew-resize',
        touchAction: 'none',
        outline: 'none',
        '&::before': {
          content: '""',
          position: 'absolute',
          inset: isRow ? `${gripPx / 2 - 0.5}px 0` : `0 ${gripPx / 2 - 0.5}px`,
          backgroundImage: `repeating-linear-gradient(${isRow ? 'to right' : 'to bottom'}, ${theme.onPicture.source} 0 6px, transparent 6px 9px)`,
          filter: 'drop-shadow(0 0 1px rgb(0 0 0 / 90%))',
        },
        '&:hover::before, &:focus-visible::before': { backgroundImage: 'none', backgroundColor: theme.onPicture.source },
        '&:focus-visible .place': { outline: `2px solid ${theme.onPicture.result}` },
      })}
    >
      <Box
        className="place"
        sx={(theme) => ({
          ...theme.typography.mono,
          fontSize: 10,
          lineHeight: '14px',
          position: 'absolute',
          ...(isRow ? { right: 8, bottom: gripPx / 2 + 3 } : { bottom: 8, left: gripPx / 2 + 4 }),
          px: 1,
          borderRadius: 0.5,
          whiteSpace: 'nowrap',
          pointerEvents: 'none',
          color: theme.onPicture.source,
          backgroundColor: 'rgb(0 0 0 / 66%)',
        })}
      >
        {lineWords(line, video)}
      </Box>
    </Box>
  );
}
