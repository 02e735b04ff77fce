import type { Rational, RecordOrigin } from '../contract/index.ts';
import { framesOfTimecode } from '../util/timecode.ts';
import type { TimecodeCount } from '../util/timecode.ts';
import type { Cut, EditList } from './edit-list.ts';
import { isSameRate } from './fraction.ts';

/** A segment to be written; `record` is where it lies in the edit that it came from. */
export type Piece = Omit<Cut, 'recordFrame' | 'recordLength' | 'track'> & {
  readonly record: RecordOrigin | null;
  /** The frame of the source that `inFrame` of the file shows: they differ for a restored file. */
  readonly sourceInFrame: number;
};

/**
 * Places segments in one edit: those that came from an edit where they were in it, the others behind, one after the other. An edit
 * of ours begins at 01:00:00:00, as is customary.
 */
export function layOutEdit(pieces: readonly Piece[], { title }: { readonly title: string }): EditList {
  const count = editCount(pieces);
  const hour = framesOfTimecode({ hours: 1, minutes: 0, seconds: 0, frames: 0 }, count);
  const placed: Omit<Cut, 'track'>[] = [];
  const loose: Piece[] = [];
  for (const piece of pieces) {
    const { record, sourceInFrame } = piece;
    const recordFrame = record !== null && isSameRate(record.rate, count.rate) ? record.originFrame + sourceInFrame : -1;
    if (recordFrame >= 0) placed.push({ ...piece, recordFrame, recordLength: recordLengthOf(piece, count.rate) });
    else loose.push(piece);
  }
  const startFrame = placed.length === 0 ? hour : beginning(Math.min(...placed.map((cut) => cut.recordFrame)), hour);
  let end = placed.reduce((last, cut) => Math.max(last, cut.recordFrame + cut.recordLength), startFrame);
  for (const piece of loose) {
    const recordLength = recordLengthOf(piece, count.rate);
    placed.push({ ...piece, recordFrame: end, recordLength });
    end += recordLength;
  }
  return { title, count, startFrame, cuts: onTracks(placed) };
}

/** The rate and the way of counting of most pieces. */
function editCount(pieces: readonly Piece[]): TimecodeCount {
  const votes = new Map<string, { readonly count: TimecodeCount; times: number }>();
  for (const { record, media } of pieces) {
    const count = record ?? media.count;
    const key = `${count.rate.num}/${count.rate.den} ${count.dropFrame}`;
    const vote = votes.get(key) ?? { count: { rate: count.rate, dropFrame: count.dropFrame }, times: 0 };
    vote.times += 1;
    votes.set(key, vote);
  }
  const [first, ...others] = votes.values();
  const fallback: TimecodeCount = { rate: { num: 25, den: 1 }, dropFrame: false };
  return first === undefined ? fallback : others.reduce((best, next) => (next.times > best.times ? next : best), first).count;
}

/** The full hour before the first cut, unless that would leave half an hour of nothing. */
function beginning(first: number, hour: number): number {
  const whole = Math.floor(first / hour) * hour;
  return first - whole > hour / 2 ? first : whole;
}

function recordLengthOf({ media, inFrame, outFrame }: Piece, editRate: Rational): number {
  const { rate } = media.count;
  if (isSameRate(rate, editRate)) return outFrame - inFrame;
  return Math.max(1, Math.round(((outFrame - inFrame) * rate.den * editRate.num) / (rate.num * editRate.den)));
}

/** Each on the lowest track that is free there. */
function onTracks(cuts: readonly Omit<Cut, 'track'>[]): Cut[] {
  const ends: number[] = [];
  return [...cuts]
    .sort((a, b) => a.recordFrame - b.recordFrame)
    .map((cut) => {
      const free = ends.findIndex((end) => end <= cut.recordFrame);
      const track = free === -1 ? ends.length : free;
      ends[track] = cut.recordFrame + cut.recordLength;
      return { ...cut, track };
    });
}
