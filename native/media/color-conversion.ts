import type { ColorTags } from '../contract/index.ts';
import { chromaShift, isRgb } from './pixel-format.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Exact rounding, chroma interpolated and filtered at full resolution: the slow and right way through swscale. */
const EXACT = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';

/** What players take an untagged picture for: high definition is BT.709, anything smaller BT.601. */
export function assumedMatrix({ width, height }: Size): 'bt709' | 'smpte170m' {
  return width >= 1280 || height > 576 ? 'bt709' : 'smpte170m';
}

/** Filters that turn decoded pictures into the frames of `frame.ts`. */
export function toRgbFilter(
  { pixelFormat, color, ...size }: { readonly pixelFormat: string; readonly color: ColorTags } & Size,
  bitDepth: 8 | 16,
): string {
  const rgb = `format=${rgbFormat(bitDepth)}`;
  if (isRgb(pixelFormat)) return `scale=${EXACT},${rgb}`;
  const matrix = swscaleMatrix(color.matrix) ?? assumedMatrix(size);
  const place = chromaPlace(pixelFormat, color.chromaLocation, 'in');
  // By way of planes: the same bits of all planar YUV (compared, 8 and 16 bit), and a third of the time, which swscale's own way takes sample by sample.
  const planes = pixelFormat.startsWith('yuv') ? `format=${bitDepth === 8 ? 'gbrp' : 'gbrp16le'},` : '';
  return `scale=in_color_matrix=${matrix}:in_range=${rangeOf(color)}:${place}${EXACT},${planes}${rgb}`;
}

/** Filters that turn RGB frames into what an encoder takes, tagged. */
export function fromRgbFilter({ pixelFormat, color, ...size }: { readonly pixelFormat: string; readonly color: ColorTags } & Size): string {
  const tags = [
    `range=${color.range ?? 'unknown'}`,
    `colorspace=${color.matrix ?? 'unknown'}`,
    `color_primaries=${color.primaries ?? 'unknown'}`,
    `color_trc=${color.transfer ?? 'unknown'}`,
  ];
  const format = `format=${pixelFormat}`;
  if (isRgb(pixelFormat)) return `scale=${EXACT},${format},setparams=${tags.join(':')}`;
  const matrix = swscaleMatrix(color.matrix) ?? assumedMatrix(size);
  const place = chromaPlace(pixelFormat, color.chromaLocation, 'out');
  return `scale=out_color_matrix=${matrix}:out_range=${rangeOf(color)}:${place}${EXACT},${format},setparams=${tags.join(':')}`;
}

/**
 * Where the samples of smaller chroma planes lie, for swscale, which takes them for centered when it is not told: a quarter of a
 * pixel of color fringe at every reading. Without a tag they are at the left, as in MPEG-2 and everything since.
 */
export function chromaPlace(pixelFormat: string, location: string | null, side: 'in' | 'out'): string {
  const { horizontal, vertical } = chromaShift(pixelFormat);
  const place = location ?? 'left';
  // In 1/256 of a luma pixel; the middle between two is 128.
  const h = place.endsWith('left') ? 0 : 2 ** (7 + horizontal) - 128;
  const v = place.startsWith('top') ? 0 : place.startsWith('bottom') ? 2 ** (8 + vertical) - 256 : 2 ** (7 + vertical) - 128;
  return `${horizontal > 0 ? `${side}_h_chr_pos=${h}:` : ''}${vertical > 0 ? `${side}_v_chr_pos=${v}:` : ''}`;
}

/** The name under which swscale computes with a matrix; null when the tag says nothing or nothing that it can do. */
export function swscaleMatrix(matrix: string | null): string | null {
  switch (matrix) {
    case 'bt470bg':
      // The same numbers as smpte170m; ffmpeg 7 does not take this name.
      return 'bt601';
    case 'bt709':
    case 'fcc':
    case 'smpte170m':
    case 'smpte240m':
      return matrix;
    case 'bt2020nc':
    case 'bt2020c':
      return 'bt2020';
    default:
      return null;
  }
}

/** Raw RGB in the byte order of this machine, as Uint16Array is. */
export function rgbFormat(bitDepth: 8 | 16): string {
  if (bitDepth === 8) return 'rgb24';
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'rgb48le' : 'rgb48be';
}

/** YUV without a range is limited. */
function rangeOf({ range }: ColorTags): 'tv' | 'pc' {
  return range === 'pc' ? 'pc' : 'tv';
}
