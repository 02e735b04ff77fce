import { AppError } from '../../contract/index.ts';
import type { Frame } from '../../media/frame.ts';

/** The decoded frames around a window. Frames are read as they are asked for and dropped when nobody will ask again. */
export interface SourceFrames {
  /** Rejects with 'media-changed' when the source ends before it. Only what `dropBefore` left can be had again. */
  readonly get: (index: number) => Promise<Frame>;
  readonly dropBefore: (index: number) => void;
  readonly close: () => Promise<void>;
}

export function readSourceFrames(frames: AsyncIterable<Frame>): SourceFrames {
  const iterator = frames[Symbol.asyncIterator]();
  const held = new Map<number, Frame>();
  let keepFrom = 0;

  return {
    get: async (index) => {
      for (;;) {
        const frame = held.get(index);
        if (frame !== undefined) return frame;
        const next = await iterator.next();
        if (next.done === true) {
          throw new AppError('media-changed', `The source ends before frame ${index}. Import the file again.`);
        }
        if (next.value.index >= keepFrom) held.set(next.value.index, next.value);
      }
    },
    dropBefore: (index) => {
      keepFrom = index;
      for (const known of held.keys()) if (known < index) held.delete(known);
    },
    close: async () => {
      held.clear();
      await iterator.return?.();
    },
  };
}
