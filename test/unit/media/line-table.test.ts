import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLineTable } from '../../../native/media/line-table.ts';
import { writePng } from '../../../native/media/png-file.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

const valueAt = (column: number, row: number, channel: number): number => (column * 31 + row * 7 + channel * 101) % 256;
const rowOf = (columns: number, row: number): number[] =>
  Array.from({ length: columns * 3 }, (_, index) => valueAt(Math.floor(index / 3), row, index % 3));

test.each([1, 255, 256, 257, 1000])('%i columns come out as rows, and the file is removed', async (columns) => {
  const linePixels = 5;
  const table = await openLineTable(at('scratch'), { linePixels, columns });
  for (let column = 0; column < columns; column += 1) {
    await table.add(Uint8Array.from({ length: linePixels * 3 }, (_, index) => valueAt(column, Math.floor(index / 3), index % 3)));
  }

  const rows: number[][] = [];
  for await (const row of table.rows()) rows.push([...row]);
  await table.close();

  expect(rows).toEqual(Array.from({ length: linePixels }, (_, row) => rowOf(columns, row)));
  expect(existsSync(at('scratch'))).toBe(false);
});

test('a PNG holds its rows, in chunks that are sound', async () => {
  const [width, height] = [301, 4];
  async function* rows(): AsyncGenerator<Uint8Array> {
    for (let row = 0; row < height; row += 1) yield Uint8Array.from(rowOf(width, row));
  }

  await writePng(at('rows.png'), { width, height, rows: rows(), signal: new AbortController().signal });

  const png = await readFile(at('rows.png'));
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let offset = 8; offset < png.length; offset += png.readUInt32BE(offset) + 12) {
    const end = offset + 8 + png.readUInt32BE(offset);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(offset + 4, end)));
    chunks.push({ type: png.toString('latin1', offset + 4, offset + 8), data: png.subarray(offset + 8, end) });
  }
  expect([chunks[0]?.type, chunks.at(-1)?.type]).toEqual(['IHDR', 'IEND']);
  const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const read = Array.from({ length: height }, (_, row) => {
    const line = pixels.subarray(row * (width * 3 + 1), (row + 1) * (width * 3 + 1));
    expect(line[0]).toBe(1);
    const values: number[] = [];
    for (const [index, difference] of line.subarray(1).entries()) values.push((difference + (values[index - 3] ?? 0)) % 256);
    return values;
  });
  expect(read).toEqual(Array.from({ length: height }, (_, row) => rowOf(width, row)));
});
