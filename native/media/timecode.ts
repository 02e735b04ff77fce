import type { Rational } from '../contract/index.ts';
import { framesOfTimecode, parseTimecode, timecodeOfFrames } from '../util/timecode.ts';

/** The timecode `frames` later, counted as it is written: with drop frame or without. */
export function shiftTimecode(timecode: string, frames: number, rate: Rational): string {
  const start = parseTimecode(timecode);
  if (start === null) return timecode;
  const count = { rate, dropFrame: start.dropFrame };
  return timecodeOfFrames(framesOfTimecode(start, count) + frames, count);
}
