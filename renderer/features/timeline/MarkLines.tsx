import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import { useView } from '../../state/view-store.ts';
import { xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';

const flagPx = 12;

/** In and out marks: a line through all lanes, with a letter in the ruler. */
export function MarkLines({ scale, rulerHeight, bottom }: Tracks & { readonly rulerHeight: number; readonly bottom: number }) {
  const markIn = useView((view) => view.markIn);
  const markOut = useView((view) => view.markOut);
  return (
    <Box sx={{ position: 'absolute', top: 0, left: 0, right: 0, zIndex: 3, pointerEvents: 'none', overflow: 'hidden' }} style={{ bottom }}>
      {markIn !== null && <Mark letter="I" x={xOfFrame(markIn, scale)} rulerHeight={rulerHeight} />}
      {markOut !== null && <Mark letter="O" x={xOfFrame(markOut, scale)} rulerHeight={rulerHeight} />}
    </Box>
  );
}

/** Dims the film that the marks leave out. */
export function MarkShade({ clip, scale, extent }: Tracks) {
  const markIn = useView((view) => view.markIn);
  const markOut = useView((view) => view.markOut);
  const left = Math.max(0, xOfFrame(markIn ?? 0, scale));
  const right = Math.min(extent.width, xOfFrame(markOut ?? clip.frameCount, scale));
  return (
    <>
      {markIn !== null && left > 0 && <Shade style={{ left: 0, width: left }} />}
      {markOut !== null && right < extent.width && <Shade style={{ left: Math.max(0, right), right: 0 }} />}
    </>
  );
}

function Shade({ style }: { readonly style: React.CSSProperties }) {
  return (
    <Box
      sx={(theme) => ({ position: 'absolute', top: 0, bottom: 0, backgroundColor: alpha(theme.studio.panel, 0.6), pointerEvents: 'none' })}
      style={style}
    />
  );
}

function Mark({ letter, x, rulerHeight }: { readonly letter: 'I' | 'O'; readonly x: number; readonly rulerHeight: number }) {
  const leftwards = letter === 'O';
  return (
    <Box sx={{ position: 'absolute', top: 0, bottom: 0 }} style={{ transform: `translateX(${Math.round(x)}px)` }}>
      <Box
        sx={(theme) => ({
          position: 'absolute',
          top: rulerHeight - flagPx,
          bottom: 0,
          left: leftwards ? -1 : 0,
          width: '1px',
          backgroundColor: theme.studio.dim,
        })}
      />
      <Box
        style={{ top: rulerHeight - flagPx }}
        sx={(theme) => ({
          position: 'absolute',
          ...(leftwards ? { right: 0, borderRadius: '3px 0 0 0' } : { left: 0, borderRadius: '0 3px 0 0' }),
          px: 1,
          fontFamily: theme.fonts.mono,
          fontSize: 9,
          lineHeight: `${flagPx}px`,
          fontWeight: 700,
          backgroundColor: theme.studio.dim,
          color: theme.studio.panel,
        })}
      >
        {letter}
      </Box>
    </Box>
  );
}
