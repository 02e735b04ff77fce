/** Cuts a byte stream into frames, each in a buffer of its own, which the receiver may transfer. */
export async function* wholeFrames(chunks: AsyncIterable<Uint8Array>, frameBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let data = new Uint8Array(frameBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length;) {
      const taken = chunk.subarray(offset, offset + frameBytes - filled);
      data.set(taken, filled);
      filled += taken.length;
      offset += taken.length;
      if (filled < frameBytes) continue;
      yield data;
      data = new Uint8Array(frameBytes);
      filled = 0;
    }
  }
}
