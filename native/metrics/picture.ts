import type { PixelKernels } from './kernels/open-kernels.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A frame in the kernels' memory, with what was made of it. Filled anew for every frame. */
export interface Picture extends Size {
  /** Place of the RGB samples, 8 bit, interleaved. */
  readonly rgb: number;
  /** Takes a frame: width * height * 3 bytes. */
  readonly fill: (data: Uint8Array) => void;
  /** Place of Y, float32 0..255, not rounded. */
  readonly luma: () => number;
  /** Place of one channel, float32 0..255. */
  readonly channel: (index: 0 | 1 | 2) => number;
  /** Place of the picture in another size, by area where it is smaller, else linearly: float32 RGB, interleaved, 0..255. */
  readonly resized: (size: Size) => number;
}

export function openPicture(kernels: PixelKernels, { width, height }: Size): Picture {
  const pixels = width * height;
  const rgb = kernels.allocate(pixels * 3);
  const places = new Map<string, number>();
  const made = new Set<string>();
  /** Memory once, contents once a frame. */
  const derived = (key: string, bytes: number, make: (place: number) => void): number => {
    const place = places.get(key) ?? kernels.allocate(bytes);
    places.set(key, place);
    if (!made.has(key)) make(place);
    made.add(key);
    return place;
  };
  return {
    width,
    height,
    rgb,
    fill: (data) => {
      kernels.bytes(rgb, pixels * 3).set(data);
      made.clear();
    },
    luma: () => derived('luma', pixels * 4, (place) => kernels.luma(rgb, pixels, place)),
    channel: (index) => derived(`channel ${index}`, pixels * 4, (place) => kernels.plane(rgb, pixels, index, place)),
    resized: (size) =>
      derived(sizeText(size), size.width * size.height * 12, (place) => {
        const resize = size.width <= width ? kernels.areaMean : kernels.enlarge;
        resize(rgb, width, height, place, size.width, size.height);
      }),
  };
}

/** A size of the same shape whose longer side is at most so long. */
export function fitted({ width, height }: Size, longest: number): Size {
  const factor = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

export function smaller(a: Size, b: Size): Size {
  return a.width * a.height <= b.width * b.height ? a : b;
}

export function sizeText({ width, height }: Size): string {
  return `${width}x${height}`;
}
