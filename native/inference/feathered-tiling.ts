/** Nets halve their picture three times or more: tiles of such sides need no padding inside them. */
const ALIGN_PX = 8;
/** The smallest tile worth computing. */
const MIN_TILE_PX = 32;

/** A part of a frame that is computed by itself and blends into its neighbours, in source pixels. */
export interface FeatheredTile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The weight of a pixel is that of its column times that of its row; over all tiles they sum to 1 at every pixel. */
  readonly columnWeights: Float32Array;
  readonly rowWeights: Float32Array;
  /** What it shares with its neighbours; 0 where it has none. */
  readonly shared: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/**
 * Tiles of at most `tileSize` a side that cover a frame, row by row, each sharing at least `overlap` pixels with its neighbours. All are
 * equally large, and no larger than their number asks for. `tileSize` is greater than `overlap`. A frame that fits is one tile.
 */
export function featheredTiles({
  width,
  height,
  tileSize,
  overlap,
}: {
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
  readonly overlap: number;
}): readonly FeatheredTile[] {
  const across = cutAxis(width, { tileSize, overlap });
  const down = cutAxis(height, { tileSize, overlap });
  return down.flatMap((row) =>
    across.map((column) => ({
      ...{ x: column.start, y: row.start, width: column.size, height: row.size },
      ...{ columnWeights: weightsOf(column, 1), rowWeights: weightsOf(row, 1) },
      shared: { left: column.before, right: column.after, top: row.before, bottom: row.after },
    })),
  );
}

/**
 * Adds a tile, by its weights, to a frame: both are `planes` pictures (channels, or channels times frames) one after the other, row by
 * row. `scale`: both are so many times as large as the tile and the frame are in source pixels; `frameWidth` is in source pixels.
 */
export function accumulate(
  target: Float32Array,
  tileData: Float32Array,
  { x, y, width, height, columnWeights, rowWeights, shared: { left, right, top, bottom } }: FeatheredTile,
  { frameWidth, planes, scale = 1 }: { readonly frameWidth: number; readonly planes: number; readonly scale?: number },
): void {
  const columns = scale === 1 ? columnWeights : weightsOf({ size: width, before: left, after: right }, scale);
  const rows = scale === 1 ? rowWeights : weightsOf({ size: height, before: top, after: bottom }, scale);
  const stride = frameWidth * scale;
  const planeSize = target.length / planes;
  let from = 0;
  for (let plane = 0; plane < planes; plane += 1) {
    for (let row = 0; row < rows.length; row += 1) {
      const rowWeight = rows[row]!;
      const to = plane * planeSize + (y * scale + row) * stride + x * scale;
      for (let column = 0; column < columns.length; column += 1) {
        target[to + column]! += rowWeight * columns[column]! * tileData[from + column]!;
      }
      from += columns.length;
    }
  }
}

/** The longest side of tiles that have at most `maxPixels` pixels; the frame's longer side when it fits whole. Never so small that `overlap` fills it. */
export function tileSideFor({
  width,
  height,
  overlap,
  maxPixels,
}: {
  readonly width: number;
  readonly height: number;
  readonly overlap: number;
  readonly maxPixels: number;
}): number {
  if (width * height <= maxPixels) return Math.max(width, height);
  const shorter = Math.min(width, height);
  const side = shorter * shorter <= maxPixels ? maxPixels / shorter : Math.sqrt(Math.max(0, maxPixels));
  return Math.max(leastSide(overlap), alignDown(side));
}

/** The next side to try after memory ran out: about half the pixels. Null when tiles cannot get smaller. */
export function smallerTileSide(side: number, overlap: number): number | null {
  const least = leastSide(overlap);
  return side <= least ? null : Math.max(least, alignDown(side * Math.SQRT1_2));
}

function leastSide(overlap: number): number {
  return Math.max(MIN_TILE_PX, 2 * overlap);
}

function alignDown(side: number): number {
  return Math.floor(side / ALIGN_PX) * ALIGN_PX;
}

/** One tile along one axis. */
interface Cut {
  readonly start: number;
  readonly size: number;
  /** Pixels shared with the neighbour before and after; 0 at the edge of the frame. */
  readonly before: number;
  readonly after: number;
}

function cutAxis(length: number, { tileSize, overlap }: { readonly tileSize: number; readonly overlap: number }): Cut[] {
  if (length <= tileSize) return [{ start: 0, size: length, before: 0, after: 0 }];
  const count = Math.ceil((length - overlap) / (tileSize - overlap));
  const smallest = Math.ceil((length + (count - 1) * overlap) / count);
  const size = Math.min(tileSize, Math.ceil(smallest / ALIGN_PX) * ALIGN_PX);
  const room = length - size;
  // From both ends, so that a mirrored frame is cut in mirrored places.
  const startOf = (index: number): number =>
    index <= (count - 1) / 2 ? Math.round((index * room) / (count - 1)) : room - startOf(count - 1 - index);
  const sharedWith = (index: number): number => startOf(index - 1) + size - startOf(index);
  return Array.from({ length: count }, (_, index) => ({
    ...{ start: startOf(index), size },
    before: index === 0 ? 0 : sharedWith(index),
    after: index === count - 1 ? 0 : sharedWith(index + 1),
  }));
}

/**
 * At each junction of neighbours a ramp rises from 0 to 1 across what they share. A tile's weight is the ramp at its start less the
 * ramp at its end, so that the sum over all tiles is 1 wherever ramps lie, even where three tiles share a pixel.
 */
function weightsOf({ size, before, after }: Pick<Cut, 'size' | 'before' | 'after'>, scale: number): Float32Array {
  const ramp = (at: number, start: number, shared: number): number => Math.min(1, Math.max(0, (at - start) / shared));
  return Float32Array.from({ length: size * scale }, (_, index) => {
    const at = (index + 0.5) / scale;
    const risen = before === 0 ? 1 : ramp(at, 0, before);
    return after === 0 ? risen : risen - ramp(at, size - after, after);
  });
}
