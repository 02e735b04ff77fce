import type { FrameBuffers } from './frame-buffers.ts';

/** Cuts a byte stream into frames, each in a buffer of its own, which the receiver may transfer, or give back to where it was taken from. */
export async function* wholeFrames(
  chunks: AsyncIterable<Uint8Array>,
  frameBytes: number,
  buffers?: Pick<FrameBuffers, 'take'>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const take = (): Uint8Array<ArrayBuffer> => buffers?.take(frameBytes) ?? new Uint8Array(frameBytes);
  let data = take();
  let filled = 0;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length;) {
      const taken = chunk.subarray(offset, offset + frameBytes - filled);
      data.set(taken, filled);
      filled += taken.length;
      offset += taken.length;
      if (filled < frameBytes) continue;
      yield data;
      data = take();
      filled = 0;
    }
  }
}
