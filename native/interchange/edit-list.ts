import type { Fingerprint, InterchangeRemark, Rational } from '../contract/index.ts';
import type { Timecode, TimecodeCount } from '../util/timecode.ts';
import type { Fraction } from './fraction.ts';

/** A file that cuts refer to: a source, or what was made of one. */
export interface MediaFile {
  readonly path: string;
  /** A name for tapes: at most eight of A-Z, 0-9 and _. */
  readonly reel: string;
  readonly count: TimecodeCount;
  /** The timecode of its first frame, in frames from 00:00:00:00; 0 where it has none. */
  readonly startFrame: number;
  readonly frameCount: number;
  /** On screen, in square pixels. */
  readonly width: number;
  readonly height: number;
  readonly audio: { readonly channels: number; readonly sampleRate: number } | null;
  readonly fingerprint: Fingerprint | null;
  /** A folder of numbered pictures (`000001.png` ...) instead of a film. */
  readonly isFolder: boolean;
}

/** A frame of a file that was marked. */
export interface CutMarker {
  /** Counted from the file's first. */
  readonly frame: number;
  readonly name: string;
}

/** One piece of a file, and where it lies in the edit. */
export interface Cut {
  readonly name: string;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly media: MediaFile;
  /** Frames of the file, counted from its first; out is exclusive. */
  readonly inFrame: number;
  readonly outFrame: number;
  /** Those between in and out, in order. */
  readonly markers: readonly CutMarker[];
  /** Its first frame in the edit, from 00:00:00:00. */
  readonly recordFrame: number;
  /** Its length in frames of the edit: out - in where both run at one rate. */
  readonly recordLength: number;
  /** 0 is the lowest; more only where cuts overlap. */
  readonly track: number;
}

/** What is written: cuts by track, then by place. */
export interface EditList {
  readonly title: string;
  readonly count: TimecodeCount;
  /** Where the edit begins, in frames from 00:00:00:00. */
  readonly startFrame: number;
  readonly cuts: readonly Cut[];
}

export interface WrittenEditList {
  readonly text: string;
  /** The cuts that are in it. */
  readonly count: number;
  /** What the format could not hold. */
  readonly remarks: readonly InterchangeRemark[];
}

/** What a list tells of the file behind a cut; null where it says nothing. */
export interface MediaClue {
  /** Whole, or as it was written. */
  readonly path: string | null;
  readonly fileName: string | null;
  readonly reel: string | null;
  readonly fingerprint: Fingerprint | null;
}

/** A range of a file in the words of the list, which may not know the file's rate. Out is exclusive. */
export type SourceRange =
  | { readonly type: 'frames'; readonly inFrame: number; readonly outFrame: number }
  /** `dropFrame` null: as the file itself counts. */
  | { readonly type: 'timecode'; readonly in: Timecode; readonly out: Timecode; readonly dropFrame: boolean | null }
  /** `mediaStart` is the time of the file's first frame, where the list knows it; `frames` the exact length of a file of another rate. */
  | {
      readonly type: 'time';
      readonly start: Fraction;
      readonly duration: Fraction;
      readonly frames: number | null;
      readonly mediaStart: Fraction | null;
    };

/** The place in the edit. A list of timecodes does not say its rate. */
export type RecordPlace =
  | { readonly type: 'timecode'; readonly in: Timecode; readonly out: Timecode | null; readonly rate: Rational | null }
  | { readonly type: 'time'; readonly at: Fraction; readonly rate: Rational | null; readonly dropFrame: boolean | null };

/** A marker of a cut: so long after its in point, or at a time of the edit. */
export interface ReadMarker {
  readonly name: string;
  readonly place: { readonly type: 'time'; readonly afterIn: Fraction } | { readonly type: 'timecode'; readonly record: Timecode };
}

export interface ReadCut {
  /** "line 12", "clip 3": for remarks. */
  readonly where: string;
  readonly name: string | null;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly media: MediaClue;
  readonly source: SourceRange;
  readonly record: RecordPlace | null;
  readonly markers: readonly ReadMarker[];
}

/** What was read. Whatever could not be taken is in the remarks, so that nothing is lost silently. */
export interface ReadEditList {
  readonly title: string | null;
  readonly cuts: readonly ReadCut[];
  readonly remarks: readonly InterchangeRemark[];
}
