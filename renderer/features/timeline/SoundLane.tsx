import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { useElementSize } from '../../components/use-element-size.ts';
import { useWaveform } from '../../engine/pictures.ts';
import { t } from '../../i18n/words.ts';
import { LaneWords } from './LaneWords.tsx';
import { MarkShade } from './MarkLines.tsx';
import { barStepPx, peakLevels, soundBars } from './sound-peaks.ts';
import type { Tracks } from './tracks.ts';
import { useCanvas } from './use-canvas.ts';
import { useScrub } from './use-scrub.ts';

/** How loud the clip is, as bars around a middle line. Only what is in sight is drawn; a clip without sound has an empty lane. */
export function SoundLane(tracks: Tracks) {
  const { clip, scale, extent } = tracks;
  const { ref, height } = useElementSize();
  const { media, id } = clip.asset;
  const silent = media.audio.length === 0;
  const { wave, error } = useWaveform(silent ? null : id);
  const levels = useMemo(() => (wave === undefined ? null : peakLevels(wave.peaks)), [wave]);

  const draw = useCallback(
    (context: CanvasRenderingContext2D, { studio }: Theme) => {
      const middle = Math.round(height / 2);
      context.fillStyle = studio.edge;
      if (!silent) context.fillRect(0, middle, Math.min(extent.width, (extent.frameCount - scale.scrollFrame) * scale.pixelsPerFrame), 1);
      if (levels === null || wave === undefined) return;
      context.fillStyle = studio.faint;
      const peaksPerFrame = (wave.peaksPerSec * media.durationSec) / extent.frameCount;
      for (const bar of soundBars({ levels, scale, ...extent, peaksPerFrame })) {
        const half = Math.round((bar.height * (height - 4)) / 2);
        if (half > 0) context.fillRect(Math.round(bar.x), middle - half, barStepPx - 1, 2 * half + 1);
      }
    },
    [height, silent, extent, scale, levels, wave, media],
  );
  const canvas = useCanvas({ width: extent.width, height }, draw);

  return (
    <Box
      ref={ref}
      role="img"
      aria-label={silent ? t('timeline.clipHasNoSound') : t('timeline.soundClip')}
      aria-busy={!silent && wave === undefined && error === null}
      {...useScrub(tracks)}
      sx={{ position: 'relative', overflow: 'hidden', minHeight: 0, touchAction: 'none' }}
    >
      <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width: extent.width, height }} />
      {silent && <LaneWords>{t('timeline.noSound')}</LaneWords>}
      {!silent && error !== null && <LaneWords title={error.message}>{t('timeline.soundCouldNotRead')}</LaneWords>}
      {!silent && error === null && wave === undefined && <LaneWords>{t('timeline.readingSound')}</LaneWords>}
      <MarkShade {...tracks} />
    </Box>
  );
}
