import { settingsOf } from '../../../native/contract/index.ts';
import type { CopiedSegment, Edit, Segment } from '../../../native/contract/index.ts';

export type Copy = Extract<Edit, { type: 'segment.copies' }>['segments'][number];

/** In the order of time, as other projects can use it. */
export function copiedSegments(segments: readonly Segment[]): CopiedSegment[] {
  return [...segments]
    .sort((a, b) => a.inFrame - b.inFrame || a.outFrame - b.outFrame)
    .map((segment) => ({ ...settingsOf(segment), name: segment.name, inFrame: segment.inFrame, outFrame: segment.outFrame }));
}

interface Placed {
  readonly segments: readonly CopiedSegment[];
  /** Reached over the end of the clip and were cut off there. */
  readonly shortened: number;
  /** Would begin behind the end of the clip. */
  readonly leftOut: number;
}

/**
 * Laid so that the first begins at a frame and the others keep their distance from it. They may lie over segments that are there, as any
 * two may; the end of the clip cuts them off.
 */
export function placedAt(copied: readonly CopiedSegment[], at: { readonly frame: number; readonly frameCount: number }): Placed {
  const by = at.frame - Math.min(...copied.map(({ inFrame }) => inFrame));
  const moved = copied.map((segment) => ({ ...segment, inFrame: segment.inFrame + by, outFrame: segment.outFrame + by }));
  const inside = moved.filter(({ inFrame }) => inFrame < at.frameCount);
  return {
    segments: inside.map((segment) => ({ ...segment, outFrame: Math.min(at.frameCount, segment.outFrame) })),
    shortened: inside.filter(({ outFrame }) => outFrame > at.frameCount).length,
    leftOut: moved.length - inside.length,
  };
}

/** Bytes of copies in one message, which holds 64 KiB. */
const MESSAGE_BYTES = 40_000;

/** As few messages as hold them; a copy that is larger than one goes alone. */
export function inMessages(copies: readonly Copy[]): readonly (readonly Copy[])[] {
  const messages: Copy[][] = [];
  let room = 0;
  for (const copy of copies) {
    const bytes = new TextEncoder().encode(JSON.stringify(copy)).length;
    if (messages.length === 0 || bytes > room) {
      messages.push([]);
      room = MESSAGE_BYTES;
    }
    messages.at(-1)?.push(copy);
    room -= bytes;
  }
  return messages;
}
