import { canDropFrames, framesOfTimecode, nominalRate } from '../util/timecode.ts';
import type { Timecode, TimecodeCount } from '../util/timecode.ts';
import type { SourceRange } from './edit-list.ts';
import { framesOfTime, subtract, timeOfFrames } from './fraction.ts';
import type { KnownMedia } from './match-media.ts';

export interface FrameSpan {
  readonly inFrame: number;
  readonly outFrame: number;
}

/** The frames of a file, from its first, that a range means: they may lie outside of the file. A string says why there are none. */
export function framesOfRange(range: SourceRange, media: KnownMedia): FrameSpan | string {
  const span = spanOf(range, media);
  if (typeof span === 'string') return span;
  return span.outFrame > span.inFrame ? span : 'It ends before it begins.';
}

function spanOf(range: SourceRange, media: KnownMedia): FrameSpan | string {
  const { rate } = media.count;
  switch (range.type) {
    case 'frames':
      return range;
    case 'timecode': {
      const count: TimecodeCount = { rate, dropFrame: range.dropFrame ?? media.count.dropFrame };
      const wrong = [range.in, range.out].find((code) => code.frames >= nominalRate(rate));
      if (wrong !== undefined) return `Frame ${wrong.frames} of a second does not exist at the ${rateWords(media)} of ${media.name}.`;
      return { inFrame: frameOf(range.in, count, media), outFrame: frameOf(range.out, count, media) };
    }
    case 'time': {
      // A list that does not say where the file begins counts by the file's timecode, or from zero.
      const ownStart = timeOfFrames(media.startFrame, rate);
      const countsByTimecode = range.mediaStart === null && framesOfTime(range.start, rate) >= media.startFrame;
      const mediaStart = range.mediaStart ?? (countsByTimecode ? ownStart : { num: 0n, den: 1n });
      const inFrame = framesOfTime(subtract(range.start, mediaStart), rate);
      const told = framesOfTime(range.duration, rate);
      // The exact number holds as long as nobody trimmed the clip since: then it is within a frame of the edit.
      const exact = range.frames ?? told;
      return { inFrame, outFrame: inFrame + (Math.abs(exact - told) <= Math.ceil(nominalRate(rate) / 24) ? exact : told) };
    }
  }
}

function frameOf(code: Timecode, count: TimecodeCount, { startFrame, frameCount }: KnownMedia): number {
  const frame = framesOfTimecode(code, count) - startFrame;
  const day = framesOfTimecode({ hours: 24, minutes: 0, seconds: 0, frames: 0 }, count);
  // A recording over midnight goes on at 00:00:00:00.
  return frame < 0 && startFrame + frameCount > day ? frame + day : frame;
}

export function rateWords({ count: { rate } }: Pick<KnownMedia, 'count'>): string {
  const number = rate.num / rate.den;
  return `${Number.isInteger(number) ? number : number.toFixed(canDropFrames(rate) ? 2 : 3)} frames/s`;
}
