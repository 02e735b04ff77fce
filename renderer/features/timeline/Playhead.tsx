import Box from '@mui/material/Box';
import { useView } from '../../state/view-store.ts';
import { xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';

/** A line through all lanes at the frame on screen; close up also how far that frame reaches. */
export function Playhead({ clip, scale, extent, rulerHeight, bottom }: Tracks & { readonly rulerHeight: number; readonly bottom: number }) {
  const frame = useView((view) => Math.min(view.playheadFrame, clip.frameCount - 1));
  const x = xOfFrame(frame, scale);
  const frameWidth = scale.pixelsPerFrame;
  if (x + frameWidth < -8 || x > extent.width + 8) return null;
  return (
    <Box
      sx={{ position: 'absolute', top: 0, left: 0, zIndex: 4, pointerEvents: 'none' }}
      style={{ bottom, transform: `translateX(${Math.round(x)}px)` }}
    >
      {frameWidth >= 6 && (
        <Box
          sx={(theme) => ({ position: 'absolute', bottom: 0, left: 0, backgroundColor: theme.studio.playhead, opacity: 0.08 })}
          style={{ top: rulerHeight, width: frameWidth }}
        />
      )}
      <Box
        sx={(theme) => ({ position: 'absolute', bottom: 0, left: 0, width: '1px', backgroundColor: theme.studio.playhead })}
        style={{ top: rulerHeight - 10 }}
      />
      <Box
        component="svg"
        viewBox="0 0 11 12"
        sx={(theme) => ({ position: 'absolute', left: -5, width: 11, height: 12, display: 'block', fill: theme.studio.playhead })}
        style={{ top: rulerHeight - 14 }}
      >
        <path d="M1 0h9a1 1 0 0 1 1 1v5l-5.5 6L0 6V1a1 1 0 0 1 1-1z" />
      </Box>
    </Box>
  );
}
