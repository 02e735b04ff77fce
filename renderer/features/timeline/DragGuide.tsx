import Box from '@mui/material/Box';
import { useView } from '../../state/view-store.ts';
import type { DragState } from './segment-drag.ts';
import { formatDuration, formatTime } from './timecode.ts';
import { xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { t } from '../../i18n/words.ts';

/** While trimming: the time of the edge, how far it went, and a line where it sticks. */
export function DragGuide({ clip, scale, extent, drag }: Tracks & { readonly drag: Extract<DragState, { status: 'dragging' }> }) {
  const display = useView((view) => view.timeDisplay);
  const { grip, inFrame, outFrame, snappedTo } = drag;
  const edge = grip.part === 'out' ? outFrame : inFrame;
  const moved = grip.part === 'out' ? outFrame - grip.outFrame : inFrame - grip.inFrame;
  const shownFrame = grip.part === 'out' ? outFrame - 1 : inFrame;
  const x = Math.min(extent.width - 150, Math.max(150, xOfFrame(edge, scale)));
  const sign = moved < 0 ? '−' : '+';
  return (
    <>
      {snappedTo !== null && (
        <Box
          sx={(theme) => ({
            position: 'absolute',
            top: 0,
            bottom: 0,
            width: '1px',
            zIndex: 2,
            pointerEvents: 'none',
            backgroundColor: theme.studio.warn,
          })}
          style={{ left: Math.round(xOfFrame(snappedTo, scale)) }}
        />
      )}
      <Box
        role="status"
        sx={(theme) => ({
          ...theme.typography.mono,
          fontSize: 11,
          position: 'absolute',
          bottom: 4,
          zIndex: 3,
          transform: 'translateX(-50%)',
          px: 2,
          py: 0.5,
          borderRadius: 1,
          whiteSpace: 'nowrap',
          pointerEvents: 'none',
          backgroundColor: theme.studio.raised,
          border: `1px solid ${theme.studio.edge}`,
          color: theme.studio.text,
        })}
        style={{ left: x }}
      >
        {t('timeline.dragged', {
          at: formatTime(shownFrame, clip.clock, display),
          moved: `${sign}${Math.abs(moved)}`,
          length: formatDuration(outFrame - inFrame, clip.clock),
        })}
      </Box>
    </>
  );
}
