import { compiledKernels } from './compiled-kernels.ts';

type Place = number;

/** As much of WebAssembly as is used here: its types come with the DOM's, which this room has not. */
interface WebAssemblyApi {
  readonly instantiate: (module: Uint8Array, imports: object) => Promise<{ readonly instance: { readonly exports: unknown } }>;
}
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

/** What `pixel-kernels.as` exports; it says what each does. */
interface KernelFunctions {
  readonly memory: WasmMemory;
  readonly luma: (rgb: Place, pixels: number, out: Place) => void;
  readonly plane: (rgb: Place, pixels: number, channel: number, out: Place) => void;
  readonly squaredError: (a: Place, b: Place, samples: number) => number;
  readonly absoluteError: (a: Place, b: Place, samples: number) => number;
  readonly planeSquaredError: (a: Place, b: Place, samples: number) => number;
  readonly ssimScratch: (width: number) => number;
  readonly ssim: (x: Place, y: Place, width: number, height: number, weights: Place, round: number, scratch: Place) => number;
  readonly gradientSum: (y: Place, width: number, height: number) => number;
  readonly laplacianSum: (y: Place, width: number, height: number) => number;
  readonly areaMean: (rgb: Place, width: number, height: number, out: Place, outWidth: number, outHeight: number) => void;
  readonly enlarge: (rgb: Place, width: number, height: number, out: Place, outWidth: number, outHeight: number) => void;
  readonly grayLevels: (rgb: Place, pixels: number, out: Place) => void;
  readonly visibility: (forward: Place, backward: Place, width: number, height: number, out: Place) => void;
  readonly warpError: (
    earlier: Place,
    later: Place,
    width: number,
    height: number,
    flow: Place,
    visible: Place,
    flowWidth: number,
    flowHeight: number,
    all: number,
  ) => number;
  readonly countedPixels: () => number;
  readonly flowDistance: (a: Place, b: Place, pixels: number) => number;
  readonly colorDistance: (a: Place, b: Place, pixels: number, scratch: Place) => number;
  readonly jpegScratch: (width: number, height: number) => number;
  readonly jpegLoss: (rgb: Place, width: number, height: number, tables: Place, scratch: Place) => void;
}

export interface PixelKernels extends Omit<KernelFunctions, 'memory'> {
  /** A place of so many bytes, zeros, for as long as the kernels are there. */
  readonly allocate: (bytes: number) => Place;
  /** The bytes at a place. Not to be kept: the memory moves when something is allocated. */
  readonly bytes: (place: Place, length: number) => Uint8Array<ArrayBuffer>;
  readonly floats: (place: Place, length: number) => Float32Array<ArrayBuffer>;
}

/** The module's own constants lie below. */
const FIRST_PLACE = 65_536;
const PAGE_BYTES = 65_536;
/** What vectors may touch behind a buffer. */
const MARGIN_BYTES = 64;

/** Starts the kernels with a memory of their own, which is given back with the last reference to them. */
export async function openKernels(): Promise<PixelKernels> {
  const { WebAssembly: api } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  const { instance } = await api.instantiate(Buffer.from(compiledKernels, 'base64'), {});
  // Written and compiled beside this file: its exports are trusted to be these.
  const kernels = instance.exports as KernelFunctions;
  const buffer = (): ArrayBuffer => kernels.memory.buffer;
  let next = FIRST_PLACE;
  return {
    ...kernels,
    allocate: (bytes) => {
      const place = next;
      next += Math.ceil((bytes + MARGIN_BYTES) / 64) * 64;
      const missing = next - buffer().byteLength;
      if (missing > 0) kernels.memory.grow(Math.ceil(missing / PAGE_BYTES));
      return place;
    },
    bytes: (place, length) => new Uint8Array(buffer(), place, length),
    floats: (place, length) => new Float32Array(buffer(), place, length),
  };
}
