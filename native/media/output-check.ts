import type { MediaInfo, OutputCheck } from '../contract/index.ts';
import type { OutputFormat } from './output-format.ts';
import type { KeptSpan, StreamPlan } from './output-sound.ts';

/** What the finished file has to be. */
export interface ExpectedOutput {
  readonly source: MediaInfo;
  /** PTS of the frames that were written, in ticks of the source's time base, from 0. */
  readonly ticks: Float64Array;
  readonly width: number;
  readonly height: number;
  readonly format: OutputFormat;
  readonly span: KeptSpan;
  readonly audio: readonly StreamPlan[];
  readonly subtitles: readonly StreamPlan[];
  readonly startTimecode: string | null;
}

/** The finished file, as it was read back. */
export interface WrittenOutput {
  readonly media: MediaInfo;
  readonly framePts: Float64Array;
}

export function compare(name: OutputCheck['name'], expected: string, actual: string): OutputCheck {
  return { name, status: expected === actual ? 'same' : 'differs', expected, actual };
}

export function notApplicable(name: OutputCheck['name'], reason: string): OutputCheck {
  return { name, status: 'not-applicable', expected: reason, actual: reason };
}
