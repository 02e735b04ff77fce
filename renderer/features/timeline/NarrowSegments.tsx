import type { Theme } from '@mui/material/styles';
import { useCallback } from 'react';
import type { Segment } from '../../../native/contract/index.ts';
import { xOfFrame } from './timeline-scale.ts';
import type { SegmentLayout } from './segment-layout.ts';
import type { Tracks } from './tracks.ts';
import { useCanvas } from './use-canvas.ts';

interface NarrowSegmentsProps extends Tracks {
  readonly layout: SegmentLayout;
  readonly seen: readonly number[];
  readonly isBlock: (segment: Segment) => boolean;
  readonly height: number;
  readonly rowHeight: number;
  readonly rowGap: number;
}

/** Segments too narrow to be held, as bars. Zooming in makes them blocks. */
export function NarrowSegments({ scale, extent, layout, seen, isBlock, height, rowHeight, rowGap }: NarrowSegmentsProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, theme: Theme) => {
      context.fillStyle = theme.studio.edge;
      const drawnTo: number[] = [];
      for (const index of seen) {
        const segment = layout.segments[index]!;
        if (isBlock(segment)) continue;
        const row = layout.rows[index] ?? 0;
        const x = Math.max(Math.floor(xOfFrame(segment.inFrame, scale)), drawnTo[row] ?? -1);
        const end = Math.max(x + 1, Math.floor(xOfFrame(segment.outFrame, scale)) - 1);
        if (x >= extent.width || end <= (drawnTo[row] ?? -1)) continue;
        context.fillRect(x, rowGap + row * (rowHeight + rowGap), end - x, rowHeight);
        drawnTo[row] = end;
      }
    },
    [scale, extent, layout, seen, isBlock, rowHeight, rowGap],
  );
  const canvas = useCanvas({ width: extent.width, height }, draw);
  return <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width: extent.width, height, pointerEvents: 'none' }} />;
}
