import type { MediaInfo } from '../../contract/index.ts';
import { uprightFilter } from '../../media/display-picture.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { readFrames } from '../../media/frame-reader.ts';
import type { DetailView } from './clip-result.ts';

/** Of the restored picture, which is larger by so much. */
const VIEW = { width: 240, height: 180, scale: 4 };
/** Pixels of the source between two places that are tried. */
const STEP = 4;

/** Where in the middle frame of a source there is most to see: the window with the most contrast between neighbours. */
export async function findDetail(tools: FfmpegTools, media: MediaInfo, { signal }: { readonly signal: AbortSignal }): Promise<DetailView> {
  const { displayWidth: width, displayHeight: height, frameCount } = media.video;
  const frame = Math.floor(frameCount / 2);
  const sums = new Float64Array((width + 1) * (height + 1));
  const range = { startFrame: frame, endFrame: frame + 1 };
  // Upright, as the pictures are.
  const resize = { filter: uprightFilter(media, { width, height }), width, height };
  for await (const { data } of readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal, resize })) {
    addUp(data, { width, height, sums });
  }
  const side = { width: Math.min(width, VIEW.width / VIEW.scale), height: Math.min(height, VIEW.height / VIEW.scale) };
  const at = (x: number, y: number): number => sums[y * (width + 1) + x] ?? 0;
  let best = { left: 0, top: 0, contrast: -1 };
  for (let top = 0; top + side.height <= height; top += STEP) {
    for (let left = 0; left + side.width <= width; left += STEP) {
      const [right, bottom] = [left + side.width, top + side.height];
      const contrast = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
      if (contrast > best.contrast) best = { left, top, contrast };
    }
  }
  return { frame, left: best.left / width, top: best.top / height, width: side.width / width, height: side.height / height };
}

/** Fills in the sums over all rectangles from the corner: [height + 1, width + 1]. */
function addUp(
  samples: Uint8Array | Uint16Array,
  { width, height, sums }: { readonly width: number; readonly height: number; readonly sums: Float64Array },
): void {
  const green = (x: number, y: number): number => samples[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3 + 1] ?? 0;
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += Math.abs(green(x + 1, y) - green(x, y)) + Math.abs(green(x, y + 1) - green(x, y));
      sums[(y + 1) * (width + 1) + x + 1] = row + (sums[y * (width + 1) + x + 1] ?? 0);
    }
  }
}
