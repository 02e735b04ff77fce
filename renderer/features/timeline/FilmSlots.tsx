import type { FilmPage } from './film-pages.ts';
import { xOfFrame, type TimelineScale } from './timeline-scale.ts';
import type { LoadedStrip } from './use-film-strip.ts';

interface FilmSlotsProps {
  readonly page: FilmPage;
  readonly own: LoadedStrip | null;
  readonly coarse: LoadedStrip | null;
  readonly tileWidth: number;
  readonly scale: TimelineScale;
}

/** The tiles of one page. A slot narrower than its tile shows the tile's middle; a wider one shows it at its left, where its frame is. */
export function FilmSlots({ page, own, coarse, tileWidth, scale }: FilmSlotsProps) {
  const step = (page.range.endFrame - page.range.startFrame) / page.tiles;
  const slotWidth = step * scale.pixelsPerFrame;
  const strip = own ?? coarse;
  return (
    <div className={own === null ? 'page coarse' : 'page'} style={{ transform: `translateX(${xOfFrame(page.range.startFrame, scale)}px)` }}>
      {strip !== null &&
        Array.from({ length: page.tiles }, (_, index) => (
          <div
            key={index}
            className="tile"
            style={{
              left: index * slotWidth,
              ...tileStyle({ strip, frame: page.range.startFrame + index * step, slotWidth, tileWidth }),
            }}
          />
        ))}
    </div>
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
    width: Math.max(1, Math.min(tileWidth, slotWidth) - 1),
    backgroundImage: `url("${url}")`,
    backgroundSize: `${tileWidth * strip.tileCount}px 100%`,
    backgroundPosition: `${-index * tileWidth - cropped}px 0`,
  };
}
