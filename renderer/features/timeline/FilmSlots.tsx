import Box from '@mui/material/Box';
import type { FilmPage } from './film-pages.ts';
import type { LoadedStrip } from './FilmLane.tsx';
import { xOfFrame, type TimelineScale } from './timeline-scale.ts';

interface FilmSlotsProps {
  readonly page: FilmPage;
  readonly own: LoadedStrip | null;
  readonly coarse: LoadedStrip | null;
  readonly tileWidth: number;
  readonly scale: TimelineScale;
}

/** The tiles of one page. A slot narrower than its tile shows the tile's middle; a wider one shows it at its left, where its frame is. */
export function FilmSlots({ page, own, coarse, tileWidth, scale }: FilmSlotsProps) {
  const frames = page.range.endFrame - page.range.startFrame;
  const step = frames / page.tiles;
  const slotWidth = step * scale.pixelsPerFrame;
  const slots = Array.from({ length: page.tiles }, (_, index) => index);
  return (
    <Box
      sx={{ position: 'absolute', top: 0, bottom: 0, left: 0 }}
      style={{ transform: `translateX(${xOfFrame(page.range.startFrame, scale)}px)` }}
    >
      {slots.map((index) => {
        const strip = own ?? coarse;
        return (
          <Box
            key={index}
            sx={(theme) => ({
              position: 'absolute',
              top: 0,
              bottom: 0,
              overflow: 'hidden',
              boxShadow: `inset -1px 0 ${theme.studio.panel}`,
              '& > div': { opacity: own === null ? 0.35 : 0.8, transition: 'opacity 160ms' },
            })}
            style={{ left: index * slotWidth, width: slotWidth }}
          >
            {strip !== null && <div style={tileStyle({ strip, frame: page.range.startFrame + index * step, slotWidth, tileWidth })} />}
          </Box>
        );
      })}
    </Box>
  );
}

interface Tile {
  readonly strip: LoadedStrip;
  readonly frame: number;
  readonly slotWidth: number;
  readonly tileWidth: number;
}

function tileStyle({ strip: { strip, url }, frame, slotWidth, tileWidth }: Tile): React.CSSProperties {
  const index = Math.min(strip.tileCount - 1, Math.max(0, Math.round((frame - strip.startFrame) / strip.stepFrames)));
  const cropped = Math.max(0, tileWidth - slotWidth) / 2;
  return {
    position: 'absolute',
    inset: '0 1px 0 0',
    maxWidth: tileWidth,
    backgroundImage: `url("${url}")`,
    backgroundRepeat: 'no-repeat',
    backgroundSize: `${tileWidth * strip.tileCount}px 100%`,
    backgroundPosition: `${-index * tileWidth - cropped}px 0`,
  };
}
