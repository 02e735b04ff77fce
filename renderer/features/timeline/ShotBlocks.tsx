import type { Theme } from '@mui/material/styles';
import { useCallback } from 'react';
import { t } from '../../i18n/words.ts';
import { shotsInSight, type Cuts } from './shot-cuts.ts';
import { visibleFrames, xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useCanvas } from './use-canvas.ts';

/** Least widths for a number, and for the word before it. */
const [numberPx, wordPx] = [28, 72];
/** A block is cut off this far outside of the window. */
const overhangPx = 8;

/** The shots in sight, drawn as numbered blocks. */
export function ShotBlocks({ scale, extent, cuts, height }: Tracks & { readonly cuts: Cuts; readonly height: number }) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, theme: Theme) => {
      context.font = `10px ${theme.fonts.text}`;
      context.textBaseline = 'middle';
      let drawnTo = -Infinity;
      for (const { index, startFrame, endFrame } of shotsInSight(cuts, {
        ...visibleFrames(scale, extent),
        frameCount: extent.frameCount,
      })) {
        const x = Math.max(drawnTo, Math.round(xOfFrame(startFrame, scale)), -overhangPx);
        const end = Math.min(extent.width + overhangPx, Math.round(xOfFrame(endFrame, scale)));
        // A thousand shots may share a few pixels: what is drawn already is not drawn again.
        if (end <= drawnTo) continue;
        drawnTo = Math.max(end, x + 2);
        context.fillStyle = theme.studio.selected;
        context.beginPath();
        context.roundRect(x + 1, 2, Math.max(1, end - x - 1), height - 4, 3);
        context.fill();
        // The number stays in sight while the shot reaches out of the window to the left.
        const wordsX = Math.max(x, 0) + 10;
        if (end - wordsX < numberPx - 10) continue;
        context.fillStyle = theme.studio.dim;
        context.fillText(end - wordsX < wordPx - 10 ? `${index + 1}` : t('timeline.shot', { index: index + 1 }), wordsX, height / 2 + 0.5);
      }
    },
    [scale, extent, cuts, height],
  );
  const canvas = useCanvas({ width: extent.width, height }, draw);
  return <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width: extent.width, height, pointerEvents: 'none' }} />;
}
