/** Half-open range along one axis, in source pixels. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** One tile along one axis. */
interface Cut {
  /** What this tile alone answers for. Cores follow each other without gap or overlap. */
  readonly core: Span;
  /** What it contributes: its core and, where it has a neighbour, half of the band in which the two are blended. */
  readonly kept: Span;
  /** What the model sees: the core and the halo around it, within the frame. */
  readonly read: Span;
}

/** How a frame is cut: every tile is a row cut and a column cut, and tiles are numbered row by row. */
export interface TileLayout {
  readonly columns: readonly Cut[];
  readonly rows: readonly Cut[];
  /** Pixels of the largest tile as the model sees it: what memory is counted by. */
  readonly maxReadPixels: number;
  /** Half the width of the band in which neighbours are blended; 0: they meet without one. */
  readonly featherPx: number;
}

export interface TilingOptions {
  readonly width: number;
  readonly height: number;
  /** Context a tile needs at each side, in source pixels. */
  readonly haloPx: number;
  /** True: the halo covers the receptive field, so that tiles meet exactly and are not blended. */
  readonly haloExact: boolean;
}

/** The smallest core worth its halo. */
export const MIN_TILE_PX = 32;

/** Tiles of at most `tileSize` source pixels a side (without halo), as equal as they can be. */
export function layoutBySize(options: TilingOptions & { readonly tileSize: number }): TileLayout {
  const { width, height, tileSize } = options;
  return layout(options, Math.ceil(width / tileSize), Math.ceil(height / tileSize));
}

/**
 * The layout that computes the fewest pixels while no tile exceeds `maxReadPixels`; the frame in one piece when that fits.
 * When nothing fits, the smallest tiles.
 */
export function layoutByMemory(options: TilingOptions & { readonly maxReadPixels: number }): TileLayout {
  const { width, height, maxReadPixels } = options;
  const mostColumns = Math.max(1, Math.floor(width / MIN_TILE_PX));
  const mostRows = Math.max(1, Math.floor(height / MIN_TILE_PX));
  let best: { readonly columns: number; readonly rows: number; readonly cost: number } | null = null;
  for (let columns = 1; columns <= mostColumns; columns += 1) {
    const across = cutAxis(width, columns, { ...options, featherPx: 0 });
    for (let rows = 1; rows <= mostRows; rows += 1) {
      const down = cutAxis(height, rows, { ...options, featherPx: 0 });
      if (longest(across) * longest(down) > maxReadPixels) continue;
      const cost = total(across) * total(down);
      if (best === null || cost < best.cost) best = { columns, rows, cost };
      break;
    }
  }
  return best === null ? layout(options, mostColumns, mostRows) : layout(options, best.columns, best.rows);
}

/** The next layout with smaller tiles, after memory ran out; null when they cannot get smaller. */
export function smallerLayout(options: TilingOptions, current: TileLayout): TileLayout | null {
  const smaller = layoutByMemory({ ...options, maxReadPixels: Math.floor(current.maxReadPixels / 2) });
  return smaller.maxReadPixels < current.maxReadPixels ? smaller : null;
}

function layout(options: TilingOptions, columnCount: number, rowCount: number): TileLayout {
  const { width, height, haloPx, haloExact } = options;
  // A band reaches half the halo to each side, so that the other half is still context for its outermost pixel.
  const shortestCore = Math.min(Math.floor(width / columnCount), Math.floor(height / rowCount));
  const featherPx = haloExact ? 0 : Math.min(Math.floor(haloPx / 2), Math.floor(shortestCore / 2));
  const columns = cutAxis(width, columnCount, { haloPx, featherPx });
  const rows = cutAxis(height, rowCount, { haloPx, featherPx });
  return { columns, rows, maxReadPixels: longest(columns) * longest(rows), featherPx };
}

function cutAxis(length: number, count: number, { haloPx, featherPx }: { readonly haloPx: number; readonly featherPx: number }): Cut[] {
  const widened = ({ start, end }: Span, by: number): Span => ({ start: Math.max(0, start - by), end: Math.min(length, end + by) });
  return Array.from({ length: count }, (_, index) => {
    const core = { start: Math.floor((index * length) / count), end: Math.floor(((index + 1) * length) / count) };
    return { core, kept: widened(core, featherPx), read: widened(core, haloPx) };
  });
}

function longest(cuts: readonly Cut[]): number {
  return Math.max(...cuts.map(({ read }) => read.end - read.start));
}

function total(cuts: readonly Cut[]): number {
  return cuts.reduce((sum, { read }) => sum + read.end - read.start, 0);
}
