import { t } from '../../i18n/words.ts';
/** Where the pictures of a proxy lie in its file. A proxy has key frames only, one a frame and in their order: picture i is frame i. */
export interface ProxySamples {
  /** In the words of WebCodecs, such as `avc1.640028`. */
  readonly codec: string;
  /** The decoder's set-up, as the file holds it (`avcC`). */
  readonly description: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Bytes from the beginning of the file. */
  readonly offsets: Float64Array;
  /** Bytes. */
  readonly sizes: Uint32Array;
}

/** Boxes before the pictures are small: mostly this is all of them. */
const firstBytes = 64 * 1024;

/** Reads the table of pictures of an MP4 whose tables come first, which is how proxies are written; no pictures are read. */
export async function readProxySamples(url: string, signal: AbortSignal): Promise<ProxySamples> {
  let bytes = await readBytes(url, { start: 0, end: firstBytes, signal });
  const movie = topLevelBox(bytes, 'moov');
  if (movie === null) throw new Error(t('viewer.tablesProxyNotAt'));
  if (movie.end > bytes.byteLength) bytes = await readBytes(url, { start: 0, end: movie.end, signal });
  return samplesOf(bytes);
}

/** Bytes from `start` to before `end`; fewer where the file ends. */
export async function readBytes(
  url: string,
  { start, end, signal }: { readonly start: number; readonly end: number; readonly signal: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { headers: { Range: `bytes=${start}-${end - 1}` }, signal });
  if (!response.ok) throw new Error(t('viewer.proxyCouldNotRead', { status: response.status }));
  return new Uint8Array(await response.arrayBuffer());
}

/** From the beginning of the file up to the end of its `moov` box. ISO/IEC 14496-12, chapter 8. */
export function samplesOf(bytes: Uint8Array<ArrayBuffer>): ProxySamples {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = videoTable(file);
  const entry = table('stsd').start + 8;
  const setUp = inside(file, { start: entry + 8 + 78, end: entry + file.getUint32(entry) }, 'avcC');
  const description = bytes.slice(setUp.start, setUp.end);
  const sizes = readSizes(file, table('stsz').start);
  return {
    codec: `avc1.${[...description.subarray(1, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
    description,
    width: file.getUint16(entry + 8 + 24),
    height: file.getUint16(entry + 8 + 26),
    offsets: readOffsets(file, table, sizes),
    sizes,
  };
}

interface BoxPlace {
  /** Of what is inside. */
  readonly start: number;
  readonly end: number;
}

type Table = (name: string) => BoxPlace;

/** The sample table of the track of pictures. */
function videoTable(file: DataView): Table {
  const whole = { start: 0, end: file.byteLength };
  for (const track of boxes(file, inside(file, whole, 'moov'), 'trak')) {
    const media = inside(file, track, 'mdia');
    if (nameAt(file, inside(file, media, 'hdlr').start + 8) !== 'vide') continue;
    const table = inside(file, inside(file, media, 'minf'), 'stbl');
    return (name) => inside(file, table, name);
  }
  throw new Error(t('viewer.proxyHoldsNoPictures'));
}

function readSizes(file: DataView, start: number): Uint32Array {
  const [same, count] = [file.getUint32(start + 4), file.getUint32(start + 8)];
  return Uint32Array.from({ length: count }, (_, index) => (same > 0 ? same : file.getUint32(start + 12 + index * 4)));
}

/** Pictures lie in chunks: the file says where each chunk begins, and from which chunk on how many pictures are in one. */
function readOffsets(file: DataView, table: Table, sizes: Uint32Array): Float64Array {
  const runs = table('stsc').start;
  const runCount = file.getUint32(runs + 4);
  const chunkAt = readChunks(file, table);
  const offsets = new Float64Array(sizes.length);
  let sample = 0;
  for (let run = 0, chunk = 1; sample < sizes.length; chunk += 1) {
    if (run + 1 < runCount && chunk >= file.getUint32(runs + 8 + (run + 1) * 12)) run += 1;
    const inChunk = file.getUint32(runs + 8 + run * 12 + 4);
    let offset = chunkAt(chunk - 1);
    for (let index = 0; index < inChunk && sample < sizes.length; index += 1, sample += 1) {
      offsets[sample] = offset;
      offset += sizes[sample]!;
    }
  }
  return offsets;
}

function readChunks(file: DataView, table: Table): (chunk: number) => number {
  try {
    const { start } = table('stco');
    return (chunk) => file.getUint32(start + 8 + chunk * 4);
  } catch {
    // Files of more than 4 GB.
    const { start } = table('co64');
    return (chunk) => Number(file.getBigUint64(start + 8 + chunk * 8));
  }
}

function topLevelBox(bytes: Uint8Array, name: string): BoxPlace | null {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const box of walk(file, { start: 0, end: Infinity })) if (box.name === name) return box;
  return null;
}

function inside(file: DataView, place: BoxPlace, name: string): BoxPlace {
  const [first] = boxes(file, place, name);
  if (first === undefined) throw new Error(t('viewer.proxyHasNoBox', { name }));
  return first;
}

function boxes(file: DataView, place: BoxPlace, name: string): BoxPlace[] {
  return [...walk(file, place)].filter((box) => box.name === name);
}

function* walk(file: DataView, { start, end }: BoxPlace): Generator<BoxPlace & { readonly name: string }> {
  for (let at = start; at + 8 <= Math.min(end, file.byteLength);) {
    const short = file.getUint32(at);
    const long = short === 1;
    const size = long ? Number(file.getBigUint64(at + 8)) : short;
    if (size < 8) return;
    yield { name: nameAt(file, at + 4), start: at + (long ? 16 : 8), end: at + size };
    at += size;
  }
}

function nameAt(file: DataView, at: number): string {
  return String.fromCharCode(file.getUint8(at), file.getUint8(at + 1), file.getUint8(at + 2), file.getUint8(at + 3));
}
