import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import { rulerTicks } from './ruler-ticks.ts';
import { formatTime } from './timecode.ts';
import { visibleFrames, xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useCanvas } from './use-canvas.ts';
import { useScrub } from './use-scrub.ts';

/** The source's own time. Click or drag to move the playhead; with the keyboard on it, arrows, Home and End. */
export function Ruler({ height, ...tracks }: Tracks & { readonly height: number }) {
  const { clip, scale, extent } = tracks;
  const display = useView((view) => view.timeDisplay);
  const frame = useView((view) => Math.min(view.playheadFrame, clip.frameCount - 1));
  const ticks = useMemo(() => {
    const { startFrame, endFrame } = visibleFrames(scale, extent);
    // Labels hang over to the right of their tick, so those left of the window count too.
    const reach = Math.ceil(120 / scale.pixelsPerFrame);
    return rulerTicks({ startFrame: Math.max(0, startFrame - reach), endFrame, pixelsPerFrame: scale.pixelsPerFrame }, clip.clock, display);
  }, [clip, scale, extent, display]);

  const draw = useCallback(
    (context: CanvasRenderingContext2D, theme: Theme) => {
      context.font = `10px ${theme.fonts.mono}`;
      context.textBaseline = 'middle';
      for (const tick of ticks) {
        const x = Math.round(xOfFrame(tick.frame, scale));
        context.fillStyle = tick.label === null ? theme.studio.line : theme.studio.edge;
        const length = tick.label === null ? 5 : 10;
        context.fillRect(x, height - length, 1, length);
        if (tick.label === null) continue;
        context.fillStyle = theme.studio.faint;
        context.fillText(tick.label, x + 5, 8);
      }
    },
    [ticks, scale, height],
  );
  const canvas = useCanvas({ width: extent.width, height }, draw);
  const keys: Readonly<Record<string, number>> = {
    ArrowLeft: frame - 1,
    ArrowRight: frame + 1,
    PageUp: frame - clip.clock.nominalRate,
    PageDown: frame + clip.clock.nominalRate,
    Home: 0,
    End: clip.frameCount - 1,
  };

  return (
    <Box
      {...useScrub(tracks)}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.playhead')}
      aria-valuemin={0}
      aria-valuemax={clip.frameCount - 1}
      aria-valuenow={frame}
      aria-valuetext={formatTime(frame, clip.clock, display)}
      onKeyDown={(event) => {
        const to = keys[event.key];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        useView.getState().setPlaying(false);
        seekTo(to);
      }}
      sx={(theme) => ({
        position: 'relative',
        overflow: 'hidden',
        cursor: 'default',
        touchAction: 'none',
        borderBottom: `1px solid ${theme.studio.line}`,
        '&:focus-visible': { outlineOffset: -2 },
      })}
    >
      <canvas ref={canvas} style={{ position: 'absolute', width: extent.width, height }} />
    </Box>
  );
}
