import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useElementSize } from '../../components/use-element-size.ts';
import { useSettled } from '../../components/use-settled.ts';
import { WindowMarks } from '../analysis/WindowMarks.tsx';
import { useComparedRun } from '../viewer/viewer-facts.ts';
import { filmPages, type FilmPage } from './film-pages.ts';
import { FilmSlots } from './FilmSlots.tsx';
import { MarkShade } from './MarkLines.tsx';
import { visibleFrames } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useFilmStrip, type LoadedStrip } from './use-film-strip.ts';
import { useScrub } from './use-scrub.ts';

const overviewTiles = 32;
/** A zoom does not ask for pictures at every scale it passes. */
const settleMs = 120;

/**
 * The clip as a strip of pictures, with the windows of the run in the viewer over them. Nothing waits for the pictures: until they are made,
 * those of a coarse strip stand in.
 */
export function FilmLane(tracks: Tracks) {
  const { clip, scale, extent } = tracks;
  const { ref, height } = useElementSize();
  const run = useComparedRun(clip);
  const { displayWidth, displayHeight } = clip.asset.media.video;
  const tileWidth = Math.max(16, (height * displayWidth) / displayHeight);
  const settled = useSettled(scale, settleMs);
  const pages = useMemo(
    () =>
      filmPages({ ...visibleFrames(settled, extent), frameCount: extent.frameCount, pixelsPerFrame: settled.pixelsPerFrame, tileWidth }),
    [settled, extent, tileWidth],
  );
  const coarse = useFilmStrip({
    page: { range: { startFrame: 0, endFrame: clip.frameCount }, tiles: Math.min(overviewTiles, clip.frameCount) },
    clip,
  });

  return (
    <Box {...useScrub(tracks)} sx={{ position: 'relative', my: 1, minHeight: 0, touchAction: 'none' }}>
      <Box
        ref={ref}
        sx={(theme) => ({
          position: 'absolute',
          inset: 0,
          overflow: 'hidden',
          backgroundColor: theme.studio.app,
          // One style sheet for all tiles: they move with every notch of the wheel.
          '.page': { position: 'absolute', top: 0, bottom: 0, left: 0 },
          '.tile': { position: 'absolute', top: 0, bottom: 0, backgroundRepeat: 'no-repeat', opacity: 0.8 },
          '.coarse .tile': { opacity: 0.35 },
        })}
      >
        {height > 0 &&
          pages.map((page) => (
            <Page key={`${page.range.startFrame} ${page.range.endFrame}`} page={page} coarse={coarse} tileWidth={tileWidth} {...tracks} />
          ))}
        {height > 0 && run?.recipe.pipeline === 'diffvsr' && <WindowMarks {...tracks} run={run} height={height} />}
        <MarkShade {...tracks} />
      </Box>
    </Box>
  );
}

function Page({
  page,
  coarse,
  tileWidth,
  ...tracks
}: Tracks & { readonly page: FilmPage; readonly coarse: LoadedStrip | null; readonly tileWidth: number }) {
  const own = useFilmStrip({ page, clip: tracks.clip });
  return <FilmSlots page={page} own={own} coarse={coarse} tileWidth={tileWidth} scale={tracks.scale} />;
}
