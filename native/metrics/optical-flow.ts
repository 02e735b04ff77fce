import type { PixelKernels } from './kernels/open-kernels.ts';
import { fitted, sizeText } from './picture.ts';
import type { Picture, Size } from './picture.ts';

/** Finds motion between two pictures of one clip. */
export interface OpticalFlow {
  /** Which algorithm, and with which settings. */
  readonly name: string;
  readonly size: Size;
  /**
   * Writes the motion from one picture to the other to a place: float32 x, y per pixel of `size`, in its pixels. What is at p in
   * `from` is at p + flow(p) in `to`.
   */
  readonly find: (from: Picture, to: Picture, out: number) => void;
}

/** Longest side that motion is looked for at: larger clips are made smaller for it, by area. */
const LONGEST_FLOW_SIDE = 640;

/** The size at which motion is looked for, whatever finds it. */
export function flowSizeOf(clip: Size): Size {
  return fitted(clip, LONGEST_FLOW_SIDE);
}

/** Those of the published tOF measure (TecoGAN), but for five levels of the pyramid in place of three. */
const SETTINGS = { scale: 0.5, levels: 5, window: 15, iterations: 3, neighbors: 5, sigma: 1.2 } as const;

/** Farneback's dense flow out of OpenCV's WebAssembly build. Loading it takes a moment, so it is opened when a metric wants it. */
export async function openFarneback(kernels: PixelKernels, size: Size): Promise<OpticalFlow> {
  const { loadOpenCV } = await import('@opencvjs/node');
  const cv = await loadOpenCV();
  const version = /Version control:\s+(\S+)/.exec(String(cv.getBuildInformation()))?.[1] ?? 'unknown version';
  const pixels = size.width * size.height;
  const [from, to] = [new cv.Mat(size.height, size.width, cv.CV_8UC1), new cv.Mat(size.height, size.width, cv.CV_8UC1)];
  const flow = new cv.Mat(size.height, size.width, cv.CV_32FC2);
  const gray = kernels.allocate(pixels);
  const load = (picture: Picture, into: typeof from): void => {
    kernels.grayLevels(picture.resized(size), pixels, gray);
    into.data.set(kernels.bytes(gray, pixels));
  };
  const { scale, levels, window, iterations, neighbors, sigma } = SETTINGS;
  return {
    name:
      `Farneback's optical flow (OpenCV ${version}; pyramid ${scale} x ${levels}, window ${window}, ${iterations} iterations, ` +
      `polynomials ${neighbors} / ${sigma}) at ${sizeText(size)}`,
    size,
    find: (earlier, later, out) => {
      load(earlier, from);
      load(later, to);
      cv.calcOpticalFlowFarneback(from, to, flow, scale, levels, window, iterations, neighbors, sigma, 0);
      kernels.floats(out, pixels * 2).set(flow.data32F);
    },
  };
}
