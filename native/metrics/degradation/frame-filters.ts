import { openKernels } from '../kernels/open-kernels.ts';
import type { BlurKernel } from './blur-kernels.ts';
import type { FloatFrame } from './pixel-noise.ts';

export type ResizeMode = 'bilinear' | 'area' | 'bicubic';

/** What happens to single frames. Each answers a new frame; the one it is given may be changed. */
export interface FrameFilters {
  readonly blur: (frame: FloatFrame, kernel: BlurKernel) => FloatFrame;
  readonly resize: (frame: FloatFrame, size: { readonly width: number; readonly height: number; readonly mode: ResizeMode }) => FloatFrame;
  /** The unsharp mask that RealBasicVSR's low-resolution side starts from: 51x51, weight 0.5, threshold 10 levels. */
  readonly sharpen: (frame: FloatFrame) => FloatFrame;
  /** `quality`: 1 to 100. */
  readonly jpeg: (frame: FloatFrame, quality: number) => FloatFrame;
}

/** OpenCV's filters (its WebAssembly build), so that they mean what they mean in the published pipeline; JPEG is a kernel of our own. */
export async function openFrameFilters(): Promise<FrameFilters> {
  const { loadOpenCV } = await import('@opencvjs/node');
  const cv = await loadOpenCV();
  const kernels = await openKernels();
  const modes = { bilinear: cv.INTER_LINEAR, area: cv.INTER_AREA, bicubic: cv.INTER_CUBIC } as const;
  type Mat = InstanceType<typeof cv.Mat>;

  const toMat = ({ width, height, data }: FloatFrame): Mat => {
    const mat = new cv.Mat(height, width, cv.CV_32FC3);
    mat.data32F.set(data);
    return mat;
  };
  const taken = (mat: Mat): FloatFrame => {
    const frame = { width: mat.cols, height: mat.rows, data: Float32Array.from(mat.data32F) };
    mat.delete();
    return frame;
  };
  const through = (frame: FloatFrame, apply: (from: Mat, to: Mat) => void): FloatFrame => {
    const [from, to] = [toMat(frame), new cv.Mat()];
    apply(from, to);
    from.delete();
    return taken(to);
  };
  const soften = (frame: FloatFrame): FloatFrame =>
    through(frame, (from, to) => cv.GaussianBlur(from, to, new cv.Size(51, 51), 0, 0, cv.BORDER_REFLECT_101));

  let jpegRoom = { samples: 0, place: 0, scratchBytes: 0, scratch: 0 };
  const tables = kernels.allocate(2 * 64 * 4);
  return {
    blur: (frame, { size, taps }) =>
      through(frame, (from, to) => {
        const kernel = new cv.Mat(size, size, cv.CV_32FC1);
        kernel.data32F.set(taps);
        cv.filter2D(from, to, -1, kernel, new cv.Point(-1, -1), 0, cv.BORDER_REFLECT_101);
        kernel.delete();
      }),
    resize: (frame, { width, height, mode }) =>
      through(frame, (from, to) => cv.resize(from, to, new cv.Size(width, height), 0, 0, modes[mode])),
    sharpen: (frame) => {
      const { width, height, data } = frame;
      const soft = soften(frame).data;
      const mask = soften({ width, height, data: data.map((value, i) => (Math.abs(value - soft[i]!) * 255 > 10 ? 1 : 0)) }).data;
      const sharp = data.map((value, i) => {
        const sharper = Math.min(1, Math.max(0, value + 0.5 * (value - soft[i]!)));
        return mask[i]! * sharper + (1 - mask[i]!) * value;
      });
      return { width, height, data: sharp };
    },
    jpeg: ({ width, height, data }, quality) => {
      const scratchBytes = kernels.jpegScratch(width, height);
      if (jpegRoom.samples < data.length || jpegRoom.scratchBytes < scratchBytes) {
        const [place, scratch] = [kernels.allocate(data.length * 4), kernels.allocate(scratchBytes)];
        jpegRoom = { samples: data.length, place, scratchBytes, scratch };
      }
      kernels.floats(tables, 128).set(jpegTables(quality));
      kernels.floats(jpegRoom.place, data.length).set(data);
      kernels.jpegLoss(jpegRoom.place, width, height, tables, jpegRoom.scratch);
      return { width, height, data: Float32Array.from(kernels.floats(jpegRoom.place, data.length)) };
    },
  };
}

/** Steps of the coefficients, brightness then colour, row by row (ITU-T T.81 annex K), scaled as libjpeg does. */
function jpegTables(quality: number): number[] {
  const whole = Math.min(100, Math.max(1, Math.floor(quality)));
  const scale = whole < 50 ? Math.floor(5000 / whole) : 200 - 2 * whole;
  return [...BRIGHTNESS, ...COLOR].map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
}

const BRIGHTNESS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22,
  37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const COLOR = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];
