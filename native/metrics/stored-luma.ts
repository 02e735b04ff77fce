import type { VideoStream } from '../contract/index.ts';
import { assumedMatrix, chromaPlace, swscaleMatrix } from '../media/color-conversion.ts';
import { isRgb } from '../media/pixel-format.ts';

/** For definitions. */
export const storedLuma =
  'Of luma as 8-bit video stores it: the planes themselves where both clips have such of one matrix and range, else converted to those of the restored clip.';

/** Filters that leave nothing but the 8-bit luma of a clip, in the matrix and the range of `like`. */
export function lumaFilter(video: VideoStream, like: VideoStream): string {
  const [own, wanted] = [storageOf(video), storageOf(like)];
  const hasPlane = /^(yuv|gray)/.test(video.pixelFormat) && video.bitDepth === 8;
  if (hasPlane && own.matrix === wanted.matrix && own.range === wanted.range) return 'extractplanes=y';
  const from = isRgb(video.pixelFormat) ? '' : `in_color_matrix=${own.matrix}:in_range=${own.range}:`;
  const to = `out_color_matrix=${wanted.matrix}:out_range=${wanted.range}:`;
  const place = chromaPlace(video.pixelFormat, video.color.chromaLocation, 'in');
  return `scale=${from}${to}${place}sws_dither=none:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=yuv444p,extractplanes=y`;
}

/** RGB is taken for what video of its size would be stored as. */
function storageOf(video: VideoStream): { readonly matrix: string; readonly range: 'tv' | 'pc' } {
  const range = video.color.range === 'pc' && !isRgb(video.pixelFormat) ? 'pc' : 'tv';
  return { matrix: swscaleMatrix(video.color.matrix) ?? assumedMatrix(video), range };
}
