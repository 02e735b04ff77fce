import Box from '@mui/material/Box';
import { useEffect, useMemo, useState } from 'react';
import type { Filmstrip } from '../../../native/contract/index.ts';
import { useElementSize } from '../../components/use-element-size.ts';
import { useFilmstrip, usePictureUrl } from '../../engine/pictures.ts';
import { filmPages, type FilmPage } from './film-pages.ts';
import { FilmSlots } from './FilmSlots.tsx';
import { visibleFrames } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useScrub } from './use-scrub.ts';

/** Tiles are made a little higher than the lane may get, for dense screens. */
const tileHeight = 96;
const overviewTiles = 32;
const settleMs = 120;

/** A filmstrip as it was loaded. */
export interface LoadedStrip {
  readonly strip: Filmstrip;
  readonly url: string;
}

/** The clip as a strip of pictures. Nothing waits for them: until they are made, those of a coarse strip stand in. */
export function FilmLane(tracks: Tracks) {
  const { clip, scale, extent } = tracks;
  const { ref, height } = useElementSize();
  const { displayWidth, displayHeight } = clip.asset.media.video;
  const tileWidth = Math.max(16, (height * displayWidth) / displayHeight);
  const settled = useSettled(scale);
  const pages = useMemo(
    () =>
      filmPages({ ...visibleFrames(settled, extent), frameCount: extent.frameCount, pixelsPerFrame: settled.pixelsPerFrame, tileWidth }),
    [settled, extent, tileWidth],
  );
  const coarse = useStrip({
    page: { range: { startFrame: 0, endFrame: clip.frameCount }, tiles: Math.min(overviewTiles, clip.frameCount) },
    clip,
  });

  return (
    <Box {...useScrub(tracks)} sx={{ position: 'relative', my: 1, minHeight: 0, touchAction: 'none' }}>
      <Box ref={ref} sx={(theme) => ({ position: 'absolute', inset: 0, overflow: 'hidden', backgroundColor: theme.studio.field })}>
        {height > 0 &&
          pages.map((page) => (
            <Page key={`${page.range.startFrame} ${page.range.endFrame}`} page={page} coarse={coarse} tileWidth={tileWidth} {...tracks} />
          ))}
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
  const own = useStrip({ page, clip: tracks.clip });
  return <FilmSlots page={page} own={own} coarse={coarse} tileWidth={tileWidth} scale={tracks.scale} />;
}

/** The strip once its picture can be painted. */
function useStrip({ page, clip }: { readonly page: FilmPage; readonly clip: Tracks['clip'] }): LoadedStrip | null {
  const { data: strip } = useFilmstrip(clip.asset.id, page.range, page.tiles, tileHeight);
  const url = usePictureUrl(strip?.ref);
  const [ready, setReady] = useState<string | null>(null);
  useEffect(() => {
    if (url === null) return;
    let gone = false;
    const image = new Image();
    image.src = url;
    void image.decode().then(
      () => {
        if (!gone) setReady(url);
      },
      // A strip that cannot be read leaves the coarse one standing; the media bin tells what is wrong with the file.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [url]);
  return strip !== undefined && url !== null && ready === url ? { strip, url } : null;
}

/** The value once it has stood still for a moment: a zoom does not ask for pictures at every scale it passes. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
