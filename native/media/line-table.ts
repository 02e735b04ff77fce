import { open, rm } from 'node:fs/promises';

/** Columns that lie together in the file. */
const BLOCK_COLUMNS = 256;
/** Of the rows that are read at once. */
const BAND_BYTES = 4_000_000;
/** Bytes of an RGB pixel. */
const PIXEL = 3;

/**
 * A picture that comes column by column and is read row by row, in a scratch file: in memory are 256 columns or some rows of it,
 * however wide it gets.
 */
export interface LineTable {
  /** The next column from the left: RGB bytes of `linePixels` pixels, top to bottom. */
  readonly add: (line: Uint8Array) => Promise<void>;
  /** After the last column: RGB bytes of each row, from the top. */
  readonly rows: () => AsyncGenerator<Uint8Array>;
  /** Closes and removes the file. */
  readonly close: () => Promise<void>;
}

export async function openLineTable(
  path: string,
  { linePixels, columns }: { readonly linePixels: number; readonly columns: number },
): Promise<LineTable> {
  const file = await open(path, 'w+');
  // Of each block row after row, so that neighbouring rows are one piece of it.
  const block = new Uint8Array(BLOCK_COLUMNS * linePixels * PIXEL);
  let added = 0;

  const writeBlock = async (): Promise<void> => {
    const number = Math.ceil(added / BLOCK_COLUMNS) - 1;
    await file.write(block, 0, block.length, number * block.length);
  };
  const readBand = async (firstRow: number, rowCount: number): Promise<Uint8Array> => {
    const band = new Uint8Array(rowCount * columns * PIXEL);
    const piece = new Uint8Array(rowCount * BLOCK_COLUMNS * PIXEL);
    for (let start = 0; start < columns; start += BLOCK_COLUMNS) {
      const offset = (start / BLOCK_COLUMNS) * block.length + firstRow * BLOCK_COLUMNS * PIXEL;
      await file.read(piece, 0, piece.length, offset);
      const width = Math.min(BLOCK_COLUMNS, columns - start) * PIXEL;
      for (let row = 0; row < rowCount; row += 1) {
        const from = row * BLOCK_COLUMNS * PIXEL;
        band.set(piece.subarray(from, from + width), (row * columns + start) * PIXEL);
      }
    }
    return band;
  };

  return {
    add: async (line) => {
      const column = added % BLOCK_COLUMNS;
      for (let row = 0; row < linePixels; row += 1) {
        const to = (row * BLOCK_COLUMNS + column) * PIXEL;
        const from = row * PIXEL;
        block[to] = line[from]!;
        block[to + 1] = line[from + 1]!;
        block[to + 2] = line[from + 2]!;
      }
      added += 1;
      if (added % BLOCK_COLUMNS === 0 || added === columns) await writeBlock();
    },
    rows: async function* () {
      const bandRows = Math.max(1, Math.floor(BAND_BYTES / (columns * PIXEL)));
      for (let first = 0; first < linePixels; first += bandRows) {
        const count = Math.min(bandRows, linePixels - first);
        const band = await readBand(first, count);
        for (let row = 0; row < count; row += 1) yield band.subarray(row * columns * PIXEL, (row + 1) * columns * PIXEL);
      }
    },
    close: async () => {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
