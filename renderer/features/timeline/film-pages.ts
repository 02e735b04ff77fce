import type { FrameRange } from '../../../native/contract/index.ts';

/** One picture request of the film lane: `tiles` frames, evenly spread over the range. */
export interface FilmPage {
  readonly range: FrameRange;
  readonly tiles: number;
}

const tilesPerPage = 16;

/**
 * The pages that cover the frames in sight. The step between tiles is a power of two frames and pages start at multiples of
 * their length, so scrolling and small zooms ask for pages that are already in the cache. A slot is at most as wide as a tile.
 */
export function filmPages({
  startFrame,
  endFrame,
  frameCount,
  pixelsPerFrame,
  tileWidth,
}: FrameRange & { readonly frameCount: number; readonly pixelsPerFrame: number; readonly tileWidth: number }): readonly FilmPage[] {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(tileWidth / pixelsPerFrame)));
  const length = step * tilesPerPage;
  const pages: FilmPage[] = [];
  for (let start = Math.floor(startFrame / length) * length; start < Math.min(endFrame, frameCount); start += length) {
    const end = Math.min(frameCount, start + length);
    pages.push({ range: { startFrame: start, endFrame: end }, tiles: Math.max(1, Math.round((end - start) / step)) });
  }
  return pages;
}
