import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import { useCallback, useRef } from 'react';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { SegmentLayout } from './segment-layout.ts';
import { scrollByPixels } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useCanvas } from './use-canvas.ts';

/** The whole clip in one thin line, with what is in sight as the part to drag: the timeline's scroll bar. */
export function ClipOverview({ scale, extent, layout, height }: Tracks & { readonly layout: SegmentLayout; readonly height: number }) {
  const { width, frameCount } = extent;
  const held = useRef<number | null>(null);
  const perFrame = width / frameCount;
  const left = scale.scrollFrame * perFrame;
  const thumb = Math.min(width, (width / scale.pixelsPerFrame) * perFrame);
  const all = thumb >= width - 0.5;

  const draw = useCallback(
    (context: CanvasRenderingContext2D, theme: Theme) => {
      context.fillStyle = theme.studio.edge;
      let drawnTo = -1;
      for (const segment of layout.segments) {
        const from = Math.max(drawnTo, segment.inFrame * perFrame);
        const to = Math.max(from + 1, segment.outFrame * perFrame - 1);
        // Ten thousand segments share a thousand pixels: what is drawn already is not drawn again.
        if (segment.outFrame * perFrame <= drawnTo) continue;
        context.fillRect(from, height / 2 - 1.5, to - from, 3);
        drawnTo = to;
      }
    },
    [layout, perFrame, height],
  );
  const canvas = useCanvas({ width, height }, draw);

  const scrollTo = (x: number) => {
    const { setTimelineView } = useView.getState();
    const pixels = (x / perFrame - scale.scrollFrame) * scale.pixelsPerFrame;
    setTimelineView({ scrollFrame: scrollByPixels(scale, extent, pixels).scrollFrame });
  };
  const xOf = (event: React.PointerEvent<HTMLElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left;

  return (
    <Box
      role="scrollbar"
      aria-label={t('timeline.scrollTimeline')}
      aria-orientation="horizontal"
      aria-controls="timeline-segments"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((100 * left) / Math.max(1, width - thumb))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const x = xOf(event);
        const onThumb = x >= left && x <= left + thumb;
        held.current = onThumb ? x - left : thumb / 2;
        if (!onThumb) scrollTo(x - thumb / 2);
      }}
      onPointerMove={(event) => {
        if (held.current !== null) scrollTo(xOf(event) - held.current);
      }}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      sx={(theme) => ({ position: 'relative', borderTop: `1px solid ${theme.studio.line}`, touchAction: 'none' })}
    >
      <canvas ref={canvas} style={{ position: 'absolute', width, height }} />
      {!all && (
        <Box
          sx={(theme) => ({
            position: 'absolute',
            top: 2,
            bottom: 2,
            borderRadius: 1,
            border: `1px solid ${theme.studio.edge}`,
            backgroundColor: theme.studio.dim,
            backgroundClip: 'padding-box',
            opacity: 0.35,
            '&:hover': { opacity: 0.5 },
          })}
          style={{ left, width: Math.max(12, thumb) }}
        />
      )}
    </Box>
  );
}
