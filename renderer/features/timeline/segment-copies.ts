import { settingsOf } from '../../../native/contract/index.ts';
import type { CopiedSegment, Edit, Rational, Segment } from '../../../native/contract/index.ts';
import { framesIn, minus, secondsOf } from './frame-time.ts';

export type Copy = Extract<Edit, { type: 'segment.copies' }>['segments'][number];

/** In the order of time, as other projects can use it. `rateOf`: of the clip that a segment lies in. */
export function copiedSegments(segments: readonly Segment[], rateOf: (segment: Segment) => Rational): CopiedSegment[] {
  return [...segments]
    .sort((a, b) => a.inFrame - b.inFrame || a.outFrame - b.outFrame)
    .map((segment) => ({
      ...settingsOf(segment),
      ...{ name: segment.name, inFrame: segment.inFrame, outFrame: segment.outFrame, rate: rateOf(segment) },
    }));
}

interface Placed {
  readonly segments: readonly Omit<CopiedSegment, 'rate'>[];
  /** Reached over the end of the clip and were cut off there. */
  readonly shortened: number;
  /** Would begin behind the end of the clip. */
  readonly leftOut: number;
}

interface Place {
  readonly frame: number;
  /** Of the clip that they are laid into. */
  readonly frameCount: number;
  readonly rate: Rational;
}

/**
 * Laid so that the first begins at a frame and the others keep their distance from it, in time: in a clip of another frame rate they have
 * other numbers of frames. Each border goes to the nearest frame, so that what met still meets. They may lie over segments that are there,
 * as any two may; the end of the clip cuts them off.
 */
export function placedAt(copied: readonly CopiedSegment[], at: Place): Placed {
  const borders = copied.map(({ inFrame, outFrame, rate = at.rate }) => ({
    start: secondsOf(inFrame, rate),
    end: secondsOf(outFrame, rate),
  }));
  const first = borders.map(({ start }) => start).reduce((a, b) => (minus(a, b).num <= 0n ? a : b));
  const moved = copied.map(({ rate: _rate, ...segment }, index) => {
    const { start, end } = borders[index]!;
    const inFrame = at.frame + framesIn(minus(start, first), at.rate);
    return { ...segment, inFrame, outFrame: Math.max(inFrame + 1, at.frame + framesIn(minus(end, first), at.rate)) };
  });
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
