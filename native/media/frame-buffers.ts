/** Buffers of frames that nobody needs any more, for frames to come. */
export interface FrameBuffers {
  /** One that was given back, else a new one. What it holds is not cleared. */
  readonly take: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** Takes a buffer over, of whatever length: the giver uses it no more. */
  readonly giveBack: (buffer: ArrayBuffer) => void;
}

/**
 * For streams whose frames pass from thread to thread: there each would wait for a garbage collection that its few bytes of heap do not call
 * for, and memory would grow with the clip. Keeps as many as were in use at once.
 */
export function createFrameBuffers(): FrameBuffers {
  const spare = new Map<number, ArrayBuffer[]>();
  return {
    take: (bytes) => new Uint8Array(spare.get(bytes)?.pop() ?? new ArrayBuffer(bytes)),
    giveBack: (buffer) => {
      const others = spare.get(buffer.byteLength);
      if (others === undefined) spare.set(buffer.byteLength, [buffer]);
      else others.push(buffer);
    },
  };
}
