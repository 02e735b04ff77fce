import { AppError } from '../contract/index.ts';
import type { FrameRange, MediaInfo } from '../contract/index.ts';

/** A clip, or a part of one, that is measured or measured against. */
export interface MeasuredClip {
  readonly media: MediaInfo;
  readonly range: FrameRange;
}

/**
 * Which frame belongs to which. `frames`: the first to the first, and so on; counts and rates must be the same. `pts`: to each frame
 * of the restored clip the one that is shown at the same time.
 */
export type AlignBy = 'frames' | 'pts';

type Role = 'reference' | 'source';

/** Sizes may differ by so much: a restored source of odd sides is a pixel off. */
const SHAPE_TOLERANCE = 0.02;

/** Refuses clips that cannot be compared, in words that say what would help. */
export function checkComparable(
  restored: MeasuredClip,
  other: MeasuredClip,
  { role, by }: { readonly role: Role; readonly by: AlignBy },
): void {
  const [mine, theirs] = [restored.media, other.media];
  const [isHdr, otherIsHdr] = [mine, theirs].map(({ warnings }) => warnings.includes('hdr'));
  if (isHdr !== otherIsHdr) {
    const [hdr, sdr] = isHdr === true ? [mine, theirs] : [theirs, mine];
    throw refusal(`${hdr.path} is HDR and ${sdr.path} is not: their numbers mean different light. Convert one of them first.`);
  }
  if (mine.video.rotationDeg !== theirs.video.rotationDeg) {
    throw refusal(
      `${theirs.path} is turned by ${theirs.video.rotationDeg} degrees and ${mine.path} by ${mine.video.rotationDeg}. Turn one of them first.`,
    );
  }
  checkSize(mine, theirs, role);
  if (by === 'pts') return;
  const [count, otherCount] = [restored, other].map(({ range }) => range.endFrame - range.startFrame);
  if (count !== otherCount) {
    throw refusal(
      `${mine.path} has ${count} frames and the ${role} ${theirs.path} has ${otherCount}. Use --align pts to compare what is shown at the same time, or --${role}-start to say at which frame of the ${role} it begins.`,
    );
  }
  // A folder of pictures says nothing about time.
  if ([mine, theirs].some(({ format }) => format === 'image2')) return;
  const [rate, otherRate] = [mine, theirs].map(({ video }) => video.frameRate.num / video.frameRate.den) as [number, number];
  if (Math.abs(rate / otherRate - 1) > 0.001) {
    throw refusal(
      `${mine.path} has ${rate.toFixed(3)} frames a second and the ${role} ${theirs.path} ${otherRate.toFixed(3)}. Use --align pts to compare what is shown at the same time.`,
    );
  }
}

function checkSize(mine: MediaInfo, theirs: MediaInfo, role: Role): void {
  const [width, height] = [mine.video.width / theirs.video.width, mine.video.height / theirs.video.height];
  const sizes = `${mine.path} is ${mine.video.width}x${mine.video.height} and the ${role} ${theirs.path} is ${theirs.video.width}x${theirs.video.height}`;
  if (role === 'source') {
    if (Math.abs(width / height - 1) <= SHAPE_TOLERANCE) return;
    throw refusal(`${sizes}: another shape. Choose the clip that was restored.`);
  }
  if (width === 1 && height === 1) return;
  const hint =
    width > 1 && Math.abs(width / height - 1) <= SHAPE_TOLERANCE ? ' If it is the clip that was restored, give it as --source.' : '';
  throw refusal(`${sizes}: they must be of one size.${hint}`);
}

/** For each frame of the restored clip, the frame of the other one (absolute). Never goes back. */
export function pairFrames(
  restored: MeasuredClip & { readonly pts: Float64Array },
  other: MeasuredClip & { readonly pts: Float64Array },
  role: Role,
): Int32Array {
  const { startFrame, endFrame } = other.range;
  const times = secondsOf(restored);
  const otherTimes = secondsOf(other);
  const pairs = new Int32Array(times.length);
  let at = 0;
  for (const [frame, time] of times.entries()) {
    while (at + 1 < otherTimes.length && Math.abs((otherTimes[at + 1] ?? 0) - time) <= Math.abs((otherTimes[at] ?? 0) - time)) at += 1;
    const apart = Math.abs((otherTimes[at] ?? NaN) - time);
    const { num, den } = other.media.video.frameRate;
    // Half a frame of the slower one, and a little for rounded time bases.
    const own = restored.media.video.frameRate;
    if (!(apart <= 0.51 * Math.max(den / num, own.den / own.num))) {
      throw refusal(
        `Frame ${frame} of ${restored.media.path} is shown ${time.toFixed(3)} s after its start; the ${role} ${other.media.path} shows nothing then (frames ${startFrame} to ${endFrame} were looked at). Say with --${role}-start where it begins.`,
      );
    }
    pairs[frame] = startFrame + at;
  }
  return pairs;
}

/** Since the first frame of the range. */
function secondsOf({ media, range, pts }: MeasuredClip & { readonly pts: Float64Array }): Float64Array {
  const { num, den } = media.video.timeBase;
  const first = pts[range.startFrame] ?? 0;
  return pts.slice(range.startFrame, range.endFrame).map((ticks) => ((ticks - first) * num) / den);
}

function refusal(message: string): AppError {
  return new AppError('bad-input', message);
}
