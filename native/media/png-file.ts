import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflate } from 'node:zlib';

/** Bytes of an RGB pixel. */
const PIXEL = 3;

export interface PngOptions {
  readonly width: number;
  readonly height: number;
  /** RGB bytes of each row, top to bottom: `height` rows of `width * 3`. Each is read before the next is asked for. */
  readonly rows: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

/**
 * Writes an 8-bit RGB PNG row by row (PNG specification, third edition, sections 5, 7 and 9): whatever its size, a row of it is in memory.
 * ffmpeg would hold all of it.
 */
export async function writePng(path: string, { width, height, rows, signal }: PngOptions): Promise<void> {
  async function* chunks(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    yield Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    yield chunk('IHDR', headerOf(width, height));
    for await (const data of compressed) yield chunk('IDAT', data);
    yield chunk('IEND', new Uint8Array());
  }
  const deflate = createDeflate({ strategy: constants.Z_FILTERED });
  await pipeline(() => filtered(rows), deflate, chunks, createWriteStream(path), { signal });
}

/** Filter type 1 (Sub): each byte less that of the pixel to its left. A still scene becomes zeros. */
async function* filtered(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const row of rows) {
    const line = new Uint8Array(row.length + 1);
    line[0] = 1;
    for (let index = 0; index < row.length; index += 1) {
      line[index + 1] = row[index]! - (index < PIXEL ? 0 : row[index - PIXEL]!);
    }
    yield line;
  }
}

function headerOf(width: number, height: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // 8 bits, colour type 2 (RGB); compression, filter and interlace methods are the only ones there are, or none.
  header.setUint8(8, 8);
  header.setUint8(9, 2);
  return new Uint8Array(header.buffer);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
