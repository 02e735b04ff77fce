import type { TileLayout } from './tiling.ts';

/** Samples of a picture: 8 or 16 bit, RGB interleaved, rows without padding. */
export type Samples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

const CHANNELS = 3;

export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly data: Samples;
}

/** Copies what the model is to see of tile (column, row) out of a frame. */
export function cutTile(
  frame: { readonly width: number; readonly data: Samples },
  { columns, rows }: TileLayout,
  { column, row }: { readonly column: number; readonly row: number },
): Tile {
  const across = spanOf(columns, column).read;
  const down = spanOf(rows, row).read;
  const width = across.end - across.start;
  const height = down.end - down.start;
  const data = samples(frame.data, width * height * CHANNELS);
  for (let y = 0; y < height; y += 1) {
    const from = ((down.start + y) * frame.width + across.start) * CHANNELS;
    data.set(frame.data.subarray(from, from + width * CHANNELS), y * width * CHANNELS);
  }
  return { width, height, data };
}

/** Puts restored tiles together. Tiles come row by row, each row from left to right. */
export interface Mosaic {
  readonly place: (at: { readonly column: number; readonly row: number }, restored: Samples) => void;
  /** The whole picture, once every tile was placed. */
  readonly data: Samples;
}

/**
 * Neighbours that meet exactly are copied row by row. Otherwise they overlap by a band across which one fades into the
 * other: first the tiles of a row into a strip of the frame's width, then the strips into the frame.
 */
export function createMosaic(
  layout: TileLayout,
  { width, height, scale, like }: { readonly width: number; readonly height: number; readonly scale: number; readonly like: Samples },
): Mosaic {
  const { columns, rows, featherPx } = layout;
  const stride = width * scale * CHANNELS;
  const data = samples(like, stride * height * scale);
  const bandRows = 2 * featherPx * scale;
  let strip = data;

  const place: Mosaic['place'] = ({ column, row }, restored) => {
    const across = spanOf(columns, column);
    const down = spanOf(rows, row);
    const blendsRows = featherPx > 0 && row > 0;
    if (column === 0) strip = blendsRows ? samples(like, stride * (down.kept.end - down.kept.start) * scale) : data;
    const tileStride = (across.read.end - across.read.start) * scale * CHANNELS;
    const left = (across.kept.start - across.read.start) * scale * CHANNELS;
    const length = (across.kept.end - across.kept.start) * scale * CHANNELS;
    const bandLength = column > 0 ? 2 * featherPx * scale * CHANNELS : 0;
    const stripTop = blendsRows ? down.kept.start : 0;
    for (let y = down.kept.start * scale; y < down.kept.end * scale; y += 1) {
      const from = (y - down.read.start * scale) * tileStride + left;
      const to = (y - stripTop * scale) * stride + across.kept.start * scale * CHANNELS;
      fade(strip, to, restored.subarray(from, from + bandLength));
      strip.set(restored.subarray(from + bandLength, from + length), to + bandLength);
    }
    if (blendsRows && column === columns.length - 1) {
      const top = down.kept.start * scale * stride;
      for (let y = 0; y < bandRows; y += 1) {
        mix(data, top + y * stride, strip.subarray(y * stride, (y + 1) * stride), (y + 0.5) / bandRows);
      }
      data.set(strip.subarray(bandRows * stride), top + bandRows * stride);
    }
  };
  return { place, data };
}

/** Fades what lies in `target` into `band`, from left to right. */
function fade(target: Samples, offset: number, band: Samples): void {
  const pixels = band.length / CHANNELS;
  for (let index = 0; index < band.length; index += 1) {
    const share = (Math.floor(index / CHANNELS) + 0.5) / pixels;
    const under = target[offset + index] ?? 0;
    target[offset + index] = Math.round(under + share * ((band[index] ?? 0) - under));
  }
}

/** Mixes one row of samples into what lies in `target`, all by the same share. */
function mix(target: Samples, offset: number, over: Samples, share: number): void {
  for (let index = 0; index < over.length; index += 1) {
    const under = target[offset + index] ?? 0;
    target[offset + index] = Math.round(under + share * ((over[index] ?? 0) - under));
  }
}

function samples(like: Samples, length: number): Samples {
  return like instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
}

function spanOf(cuts: TileLayout['columns'], index: number): TileLayout['columns'][number] {
  const cut = cuts[index];
  if (cut === undefined) throw new RangeError(`no tile ${index} of ${cuts.length}`);
  return cut;
}
