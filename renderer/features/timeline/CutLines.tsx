import { alpha, type Theme } from '@mui/material/styles';
import { useCallback } from 'react';
import { useElementSize } from '../../components/use-element-size.ts';
import { firstIndex } from './snapping.ts';
import type { Cuts } from './shot-cuts.ts';
import { visibleFrames, xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useCanvas } from './use-canvas.ts';

interface CutLinesProps extends Tracks {
  readonly cuts: Cuts;
  readonly heldFrame: number | null;
  /** Where the held cut sticks. */
  readonly snapped: boolean;
  readonly style: React.CSSProperties;
}

/** Nearer to each other than this, lines would grey the film. */
const leastGapPx = 4;

/** Where shots begin, across film and sound. */
export function CutLines({ scale, extent, cuts, heldFrame, snapped, style }: CutLinesProps) {
  const { ref, height } = useElementSize();
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { studio }: Theme) => {
      const { startFrame, endFrame } = visibleFrames(scale, extent);
      let last = -Infinity;
      for (let index = firstIndex(cuts.length, (each) => cuts[each]! >= startFrame); index < cuts.length; index++) {
        const frame = cuts[index]!;
        if (frame > endFrame) break;
        const held = frame === heldFrame;
        const x = Math.round(xOfFrame(frame, scale));
        if (x - last < leastGapPx && !held) continue;
        last = x;
        // A dark seam on both sides: the line is seen over any picture.
        context.fillStyle = alpha(studio.panel, 0.7);
        context.fillRect(x - 1, 0, 3, height);
        context.fillStyle = held ? (snapped ? studio.warn : studio.result) : studio.faint;
        context.fillRect(x, 0, 1, height);
      }
    },
    [scale, extent, cuts, heldFrame, snapped, height],
  );
  const canvas = useCanvas({ width: extent.width, height }, draw);
  return (
    <div ref={ref} style={{ ...style, position: 'absolute', inset: 0, pointerEvents: 'none', zIndex: 1 }}>
      <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width: extent.width, height }} />
    </div>
  );
}
