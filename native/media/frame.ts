/** One picture on its way through a pipeline. Has one owner: whoever receives it may change or transfer its buffer. */
export interface Frame {
  /** Absolute index in the source (a restored frame keeps the index of the frame it came from). */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** 8: `data` is Uint8Array; 16: Uint16Array, native endian. */
  readonly bitDepth: 8 | 16;
  /** RGB, interleaved (HWC), full range, rows without padding: length = width * height * 3. */
  readonly data: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}
