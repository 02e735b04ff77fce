import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { MediaInfo } from '../contract/index.ts';

/**
 * Writes the display matrix of the video track of a finished MP4 or MOV in place (ISO 14496-12, `tkhd`).
 * ffmpeg 5 has no option for it when it encodes, and later ones changed theirs twice; a remux would copy the file.
 */
export async function writeRotation(
  path: string,
  {
    rotationDeg,
    width,
    height,
  }: { readonly rotationDeg: MediaInfo['video']['rotationDeg']; readonly width: number; readonly height: number },
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const moov = await findMovie(file, (await file.stat()).size);
    const tkhd = moov === null ? null : videoTrackHeader(moov.content);
    if (moov === null || tkhd === null) throw new Error('no video track header');
    const matrix = displayMatrix(rotationDeg, { width, height });
    await file.write(matrix, 0, matrix.length, moov.offset + tkhd);
  } finally {
    await file.close();
  }
}

/** The box `moov`, found by walking over the ones beside it. */
async function findMovie(file: FileHandle, size: number): Promise<{ readonly offset: number; readonly content: Buffer } | null> {
  const header = Buffer.alloc(16);
  for (let offset = 0; offset + 8 <= size;) {
    await file.read(header, 0, 16, offset);
    const box = boxAt(header, 0, size - offset);
    if (box.type === 'moov') {
      const content = Buffer.alloc(box.size);
      await file.read(content, 0, box.size, offset);
      return { offset, content };
    }
    offset += box.size;
  }
  return null;
}

interface Box {
  readonly type: string;
  readonly size: number;
  readonly headerSize: number;
}

function boxAt(buffer: Buffer, offset: number, remaining: number): Box {
  const short = buffer.readUInt32BE(offset);
  const type = buffer.toString('latin1', offset + 4, offset + 8);
  if (short === 1) return { type, size: Math.max(16, Number(buffer.readBigUInt64BE(offset + 8))), headerSize: 16 };
  return { type, size: short === 0 ? remaining : Math.max(8, short), headerSize: 8 };
}

function* children(buffer: Buffer, start: number, end: number): Generator<Box & { readonly offset: number }> {
  for (let offset = start; offset + 8 <= end;) {
    const box = boxAt(buffer, offset, end - offset);
    yield { ...box, offset };
    offset += box.size;
  }
}

/** Offset of the matrix inside `moov`, for the track whose handler is `vide`. */
function videoTrackHeader(moov: Buffer): number | null {
  for (const track of children(moov, 8, moov.length)) {
    if (track.type !== 'trak') continue;
    const inTrack = [...children(moov, track.offset + track.headerSize, track.offset + track.size)];
    const media = inTrack.find(({ type }) => type === 'mdia');
    const header = inTrack.find(({ type }) => type === 'tkhd');
    if (!media || !header) continue;
    const handler = [...children(moov, media.offset + media.headerSize, media.offset + media.size)].find(({ type }) => type === 'hdlr');
    if (!handler || moov.toString('latin1', handler.offset + 16, handler.offset + 20) !== 'vide') continue;
    // Version 1 has three 64-bit times in place of 32-bit ones.
    return header.offset + (moov[header.offset + 8] === 1 ? 60 : 48);
  }
  return null;
}

/** Rows of { a b u, c d v, x y w }: 16.16 but for the last column, which is 2.30; x and y bring the picture back to its corner. */
function displayMatrix(rotationDeg: number, { width, height }: { readonly width: number; readonly height: number }): Buffer {
  const [a, b, c, d, x, y] = (
    {
      0: [1, 0, 0, 1, 0, 0],
      90: [0, 1, -1, 0, height, 0],
      180: [-1, 0, 0, -1, width, height],
      270: [0, -1, 1, 0, 0, width],
    } as Readonly<Record<number, readonly [number, number, number, number, number, number]>>
  )[rotationDeg] ?? [1, 0, 0, 1, 0, 0];
  const matrix = Buffer.alloc(36);
  for (const [index, value] of [a, b, 0, c, d, 0, x, y].entries()) matrix.writeInt32BE(value * 0x10000, index * 4);
  matrix.writeInt32BE(0x40000000, 32);
  return matrix;
}
